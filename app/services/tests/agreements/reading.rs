//! What the public reads, what it is compared with, and how many statements that takes.

use domain::agreement::{Digest, SheetState};
use services::agreements::{DocumentKind, Matched};
use services::offers::Paging;
use services::{Refusal, counting};

use crate::negotiation::cast::Bargain;
use crate::support::{World, both_databases};

both_databases!(
    a_file_is_compared_with_what_was_stored,
    a_memorandum_is_kept_as_it_was_put_out,
    the_public_reads_with_few_statements,
    who_takes_no_part_sees_nothing_before,
);

async fn a_file_is_compared_with_what_was_stored(world: World) {
    let table = Bargain::in_force(world).await;
    let agreements = table.services().agreements();
    let kent = &table.kent;
    let pdf = agreements
        .document(None, kent, 1, DocumentKind::Pdf)
        .await
        .expect("a document");
    let check = agreements
        .verify(None, kent, &pdf.bytes)
        .await
        .expect("is compared");
    let found = check.found.expect("is known");
    assert_eq!(found.what, Matched::Document(DocumentKind::Pdf));
    assert_eq!((found.version, found.state), (1, SheetState::Signed));
    assert!(found.is_in_force);
    // One byte more, and it is none of ours, whatever is printed in it.
    let mut forged = pdf.bytes.clone();
    forged.push(b' ');
    let check = agreements
        .verify(None, kent, &forged)
        .await
        .expect("is compared");
    assert_eq!(check.found, None);
    assert_eq!(check.digest, Digest::of(&forged));
    let sealed = agreements.parts(None, kent, None).await.expect("parts");
    let text = agreements
        .verify_digest(None, kent, sealed.digest)
        .await
        .expect("is compared");
    assert_eq!(text.found.expect("is known").what, Matched::Text);
    let part = sealed
        .parts
        .iter()
        .find(|one| one.name == "sharing")
        .expect("a part");
    let check = agreements
        .verify(None, kent, part.text.as_bytes())
        .await
        .expect("is compared");
    assert_eq!(
        check.found.expect("is known").what,
        Matched::Part("sharing".to_owned())
    );
    let memorandum = table.digest("m1").await;
    let check = agreements
        .verify_digest(None, kent, memorandum)
        .await
        .expect("is compared");
    assert_eq!(
        check.found.expect("is known").what,
        Matched::Memorandum(table.fund.clone())
    );
}

async fn a_memorandum_is_kept_as_it_was_put_out(world: World) {
    let table = Bargain::in_force(world).await;
    let agreements = table.services().agreements();
    let (kent, fund) = (&table.kent, &table.fund);
    let sheet = table.view("m1").await;
    let kept = agreements.sheet_document(&table.theo.viewer, kent, "m1");
    let kept = kept.await.expect("a document");
    assert_eq!(sheet.pdf.expect("a PDF").digest, kept.digest);
    assert_eq!(kept.file_name, "KEN-1-memorandum-1.pdf");
    let words = String::from_utf8(kept.bytes.clone()).expect("a text");
    let digest = sheet.line.digest.to_string();
    assert!(words.contains(&digest) && words.contains("Pat"), "{words}");
    // That of the agreement is the one that anybody has of it.
    let own = agreements.sheet_document(&table.theo.viewer, kent, "a1");
    let pdf = agreements.document(None, kent, 1, DocumentKind::Pdf).await;
    assert_eq!(own.await.expect("a document"), pdf.expect("a document"));
    // Everybody reads what was signed for the version in force, and checks it.
    let public = agreements.memorandum_document(None, kent, 1, fund).await;
    assert_eq!(public.expect("a document"), kept);
    let read = agreements.agreement(None, kent, None).await;
    let listed = read.expect("is read").memoranda.remove(0);
    assert_eq!(listed.pdf.expect("a PDF").digest, kept.digest);
    let check = agreements.verify(None, kent, &kept.bytes).await;
    let found = check.expect("is compared").found.expect("is known");
    assert_eq!(found.what, Matched::MemorandumPdf(fund.clone()));
    assert_eq!((found.version, found.is_in_force), (1, true));
    let forged = [&kept.bytes[..], b" "].concat();
    let check = agreements.verify(None, kent, &forged).await;
    assert_eq!(check.expect("is compared").found, None);
    let other = agreements.memorandum_document(None, kent, 1, &table.desks);
    assert!(matches!(other.await, Err(Refusal::NotFound)));
    let later = agreements.memorandum_document(None, kent, 2, fund).await;
    assert!(matches!(later, Err(Refusal::NotFound)), "{later:?}");
}

async fn the_public_reads_with_few_statements(world: World) {
    let table = Bargain::in_force(world).await;
    let agreements = table.services().agreements();
    let kent = &table.kent;
    let (list, statements) = counting(agreements.list(Paging::first())).await;
    let list = list.expect("a list");
    assert_eq!((list.total, list.rows[0].version), (1, 1));
    assert_eq!(list.rows[0].reference, *kent);
    assert_eq!(statements, 2);
    let (feed, statements) = counting(agreements.feed()).await;
    assert_eq!(feed.expect("a feed")[0].version, 1);
    assert_eq!(statements, 1);
    let (read, statements) = counting(agreements.agreement(None, kent, None)).await;
    let read = read.expect("is read");
    assert_eq!(read.signatories.len(), read.content.parties.len());
    assert_eq!(read.memoranda.len(), 1);
    assert_eq!(read.documents.len(), 2);
    assert!(statements <= 9, "{statements}");
    let (sheet, statements) = counting(agreements.sheet(&table.theo.viewer, kent, "a1")).await;
    assert_eq!(sheet.expect("is seen").line.state, SheetState::Signed);
    assert!(statements <= 8, "{statements}");
    let (desk, statements) = counting(agreements.desk(&table.theo.viewer, kent)).await;
    assert_eq!(desk.expect("is seen").versions.len(), 1);
    assert!(statements <= 10, "{statements}");
}

async fn who_takes_no_part_sees_nothing_before(world: World) {
    let table = Bargain::issued(world).await;
    let agreements = table.services().agreements();
    let kent = &table.kent;
    let stranger = &table.cast.lena.viewer;
    let read = agreements.agreement(Some(stranger), kent, None).await;
    assert!(matches!(read, Err(Refusal::NotFound)), "{read:?}");
    let read = agreements.agreement(None, kent, None).await;
    assert!(matches!(read, Err(Refusal::SignIn)), "{read:?}");
    let nowhere = agreements
        .agreement(None, &"KEN-9".parse().expect("a name"), None)
        .await;
    assert!(matches!(nowhere, Err(Refusal::SignIn)));
    let sheet = agreements.sheet(stranger, kent, "a1").await;
    assert!(matches!(sheet, Err(Refusal::NotFound)));
    let desk = agreements.desk(stranger, kent).await;
    assert!(matches!(desk, Err(Refusal::NotFound)));
    let document = agreements
        .document(Some(stranger), kent, 1, DocumentKind::Pdf)
        .await;
    assert!(matches!(document, Err(Refusal::NotFound)));
    let paper = agreements.sheet_document(stranger, kent, "m1").await;
    assert!(matches!(paper, Err(Refusal::NotFound)), "{paper:?}");
    for viewer in [None, Some(stranger)] {
        let paper = agreements.memorandum_document(viewer, kent, 1, &table.fund);
        let paper = paper.await;
        assert!(
            matches!(paper, Err(Refusal::NotFound | Refusal::SignIn)),
            "{paper:?}"
        );
    }
    let check = agreements.verify(Some(stranger), kent, b"anything").await;
    assert!(matches!(check, Err(Refusal::NotFound)));
    let auditor = agreements
        .agreement(Some(&table.cast.noor.viewer), kent, None)
        .await;
    assert_eq!(auditor.expect("is read").state, SheetState::Open);
}
