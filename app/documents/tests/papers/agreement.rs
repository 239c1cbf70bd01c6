//! The agreement and its memorandum as PDF.

use documents::{MemorandumIssued, agreement_pdf, memorandum_pdf};
use lopdf::Object;

use crate::reading::Pdf;
use crate::{ASKED, VERIFY_AT, agreement, digest, issued, letters, moment, said, sixty};

#[test]
fn the_text_is_the_agreement_word_for_word() {
    let content = agreement();
    let pdf = Pdf::of(&agreement_pdf(&issued(&content)).expect("a PDF"));
    let text = letters(&pdf.text());
    assert!(
        text.contains(&said(&content)),
        "\nsaid: {}\n\nread: {text}",
        said(&content)
    );
}

#[test]
fn those_asked_to_sign_stand_by_name_and_office_in_their_order() {
    let content = agreement();
    let pdf = Pdf::of(&agreement_pdf(&issued(&content)).expect("a PDF"));
    let text = letters(&pdf.text());
    let signatures = &text[text.rfind("Signatures").expect("who signs")..];
    let place = &content.head.place_name;
    let treasury = "HM Treasury";
    let rows = [
        format!("Dora Director of public spending {treasury} Approves"),
        format!("Áine <Leader> Leader of the council & mayor {place} Signs"),
        format!("Theo Chief Secretary {treasury} Signs"),
    ];
    assert!(
        signatures.contains(&letters(&rows.concat())),
        "{signatures}"
    );
}

#[test]
fn digest_address_and_page_stand_on_every_page() {
    let content = sixty();
    let pdf = Pdf::of(&agreement_pdf(&issued(&content)).expect("a PDF"));
    let pages = u32::try_from(pdf.pages()).expect("few pages");
    assert!(pages > 10, "{pages} pages");
    for page in 1..=pages {
        let foot = letters(&pdf.ornaments(page));
        for words in [
            digest(&content).to_string(),
            letters(VERIFY_AT),
            format!("Page{page}of{pages}"),
        ] {
            assert!(foot.contains(&words), "page {page}: {foot}");
        }
    }
}

#[test]
fn it_is_tagged_titled_and_says_that_it_is_accessible() {
    let content = agreement();
    let pdf = Pdf::of(&agreement_pdf(&issued(&content)).expect("a PDF"));
    let catalog = pdf.catalog();
    assert_eq!(
        catalog.get(b"Lang").and_then(Object::as_str).ok(),
        Some(b"en-GB".as_slice())
    );
    let inner = |name: &[u8]| {
        let (_, inner) = pdf
            .0
            .dereference(catalog.get(name).expect("it is there"))
            .expect("an object");
        inner.as_dict().expect("a dictionary").clone()
    };
    let marked = inner(b"MarkInfo");
    assert!(
        marked
            .get(b"Marked")
            .and_then(Object::as_bool)
            .expect("yes")
    );
    let shown = inner(b"ViewerPreferences");
    let title = shown.get(b"DisplayDocTitle").and_then(Object::as_bool);
    assert!(title.expect("the title is shown"));
    assert!(catalog.has(b"StructTreeRoot"));

    let tags = pdf.tags();
    for tag in ["H1", "H2", "H3", "P", "Table", "TR", "TH", "TD", "TOC"] {
        assert!(tags.contains_key(tag), "{tag}: {tags:?}");
    }
    // Two lines of heads in each table, and a head in each of its rows.
    assert!(tags["TH"] > tags["TR"]);
    let headings = tags["H1"] + tags["H2"] + tags["H3"];
    assert!(
        pdf.bookmarks() + 4 > headings,
        "{} of {headings}",
        pdf.bookmarks()
    );

    let metadata = pdf.metadata();
    assert!(
        metadata.contains("<pdfuaid:part>1</pdfuaid:part>"),
        "{metadata}"
    );
    assert!(metadata.contains("Agreement NOR-1, version 1: One front door"));
    assert!(metadata.contains("2013-02-04T09:15:00"));
}

#[test]
fn the_same_content_makes_the_same_bytes_and_another_time_others() {
    let content = agreement();
    let once = agreement_pdf(&issued(&content)).expect("a PDF");
    let beside: Vec<_> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| agreement_pdf(&issued(&content)).expect("a PDF")))
            .collect();
        all.into_iter()
            .map(|one| one.join().expect("it is set"))
            .collect()
    });
    for other in beside {
        assert!(once == other, "the bytes differ");
    }
    let mut later = issued(&content);
    later.issued_at = moment(1);
    assert!(once != agreement_pdf(&later).expect("a PDF"));
}

#[test]
fn a_memorandum_says_who_puts_in_what() {
    let content = agreement();
    let memorandum = content.memoranda.first().expect("a pooled budget");
    let pdf = memorandum_pdf(&MemorandumIssued {
        memorandum,
        digest: memorandum.part().expect("a part").digest(),
        signatories: &ASKED,
        verify_at: VERIFY_AT,
        issued_at: moment(0),
    });
    let text = letters(&Pdf::of(&pdf.expect("a PDF")).text());
    for block in &memorandum.says {
        for words in block.texts() {
            assert!(text.contains(&letters(words)), "{words}: {text}");
        }
    }
    for bound in &memorandum.parties {
        assert!(text.contains(&letters(&bound.name)));
    }
    assert!(text.contains(&letters("Áine <Leader> Leader of the council & mayor")));
}
