//! What everybody reads.

use reqwest::{Method, header};

use super::{Town, ok};
use crate::support::{Browser, Page, between};

const HOME: &str = "/agreements/WOR-1";

pub async fn the_list_and_the_page_are_open_to_all(town: &Town) {
    let nobody = town.nobody();
    let list = ok(nobody.get("/agreements").await);
    assert!(list.says("1 agreement.") && list.says("href=\"/agreements/WOR-1\""));
    assert!(!list.says("LEW-1"), "that is not signed yet");
    assert!(list.says("31 October 2012 to 31 March 2015"));
    assert_eq!(
        nobody.get("/agreements?page=7").await.to(),
        "/agreements?page=1"
    );

    let page = ok(nobody.get(HOME).await);
    assert!(page.says("Version 2. In force since 24 January 2013, until 31 March 2015."));
    for words in [
        "Fewer people from 16 to 19 are out of work and school",
        "Additional in 2014-15",
        "Into work fund",
        "Jobcentre Plus in Worcestershire",
        "/agreements/WOR-1/versions/1",
        "/agreements/WOR-1/versions/2/pdf",
        "/agreements/WOR-1/verify",
    ] {
        assert!(page.says(words), "{words}");
    }
    // One freedom is active since November, the other begins in April: not before (7.18).
    let active = between(&page.text, "One commissioner for young people", "</tr>");
    assert!(active.contains("1 November 2012 to 31 March 2015") && active.contains("Active"));
    let later = between(&page.text, "Keep what one service saves", "</tr>");
    assert!(later.contains("1 April 2013 to 31 March 2015") && later.contains("Not yet"));
}

pub async fn what_is_not_public_looks_like_what_is_not_there(town: &Town) {
    let nobody = town.nobody();
    for below in [
        "",
        "/verify",
        "/versions/1",
        "/versions/1/pdf",
        "/versions/2/changes",
    ] {
        for reference in ["LEW-1", "KEN-1", "KEN-77", "KEN-D1", "nonsense"] {
            let address = format!("/agreements/{reference}{below}");
            let page = nobody.get(&address).await;
            let to = format!("/sign-in?next=%2Fagreements%2F{reference}");
            if reference == "nonsense" {
                assert!(matches!(page.status, 303 | 404), "{address}");
            } else {
                assert_eq!(page.status, 303, "{address}");
                assert!(page.to().starts_with(&to), "{address}: {}", page.to());
            }
        }
    }
    let joan = town.enter("Joan").await;
    assert_eq!(joan.get("/agreements/LEW-1").await.status, 404);
    // Those in the offer read what is out.
    let marcus = town.enter("Marcus").await;
    let page = ok(marcus.get("/agreements/LEW-1").await);
    assert!(page.says("Out for signature") && page.says("It binds nobody yet."));
    assert!(page.says("Only those in the offer can read this page now."));
}

pub async fn versions_and_what_changed_between_them(town: &Town) {
    let nobody = town.nobody();
    let first = ok(nobody.get("/agreements/WOR-1/versions/1").await);
    assert!(first.says("Colleges join by September 2013."));
    assert!(first.says("Version 2 is in force"));
    let second = ok(nobody.get("/agreements/WOR-1/versions/2").await);
    assert!(second.says("Colleges that are ready join from January 2013"));
    for words in [
        "id=\"term-",
        "id=\"memorandum-",
        "Sharing: central estimates",
        "What is measured",
        "Discount rate",
        "Leader of the council",
    ] {
        assert!(second.says(words), "{words}");
    }
    let changes = ok(nobody.get("/agreements/WOR-1/versions/2/changes").await);
    assert!(changes.says("<ins>") && changes.says("<del>"));
    assert!(changes.says("Young people who leave a course at Christmas"));
    assert!(changes.says("parts stayed as they were"));
    for missing in [
        "versions/1/changes",
        "versions/3",
        "versions/0",
        "versions/02",
        "versions/x",
    ] {
        let page = nobody.get(&format!("{HOME}/{missing}")).await;
        assert!(
            matches!(page.status, 303 | 404),
            "{missing}: {}",
            page.status
        );
    }
}

/// PDF and Word are held to the same words in the tests of `documents`.
pub async fn the_page_says_all_that_the_documents_say(town: &Town) {
    let reference = "WOR-1".parse().unwrap();
    let agreements = town.services.agreements();
    let read = agreements
        .agreement(None, &reference, Some(2))
        .await
        .unwrap();
    let page = ok(town.nobody().get("/agreements/WOR-1/versions/2").await);
    let text = letters(&words(&page.text));
    let begin = text.find(&letters("so-agreement")).unwrap_or_default();
    let mut from = begin;
    let mut said = 0;
    for (laid, number) in read.content.chapters().iter().zip(1..) {
        let heading = format!("{number}. {}", laid.chapter.label());
        for words in [heading.as_str()].into_iter().chain(laid.texts()) {
            let wanted = letters(words);
            let at = text[from..].find(&wanted);
            let at = at.unwrap_or_else(|| panic!("“{words}” is not on the page, or too early"));
            from += at + wanted.len();
            said += 1;
        }
    }
    assert!(said > 200, "{said}");
}

/// What stands on a page beside its markup.
fn words(page: &str) -> String {
    let body = page.split("<main").nth(1).unwrap_or_default();
    let mut pieces = body.split('<');
    let first = pieces.next().unwrap_or_default().to_owned();
    let rest = pieces.filter_map(|piece| piece.split_once('>'));
    let text: String = [first.as_str()]
        .into_iter()
        .chain(rest.map(|(_, text)| text))
        .collect();
    let signs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
    ];
    let text = signs
        .into_iter()
        .fold(text, |text, (written, sign)| text.replace(written, sign));
    text.replace("&amp;", "&")
}

fn letters(text: &str) -> String {
    let letters = text.chars().filter(|letter| !letter.is_whitespace());
    letters.collect()
}

pub async fn a_memorandum_is_kept_with_the_agreement(town: &Town) {
    let nobody = town.nobody();
    let page = ok(nobody.get(HOME).await);
    let href = between(
        &page.text,
        "href=\"/agreements/WOR-1/versions/2/memoranda/",
        "\"",
    );
    assert!(
        !href.is_empty()
            && page.says("The memorandum of understanding of Into work fund, under WOR-1 as PDF")
    );
    let address = format!("{HOME}/versions/2/memoranda/{href}");
    let paper = ok(nobody.get(&address).await);
    assert_eq!(paper.header("content-type"), Some("application/pdf"));
    let kept = paper.header("content-disposition").unwrap_or_default();
    assert!(
        kept.starts_with("attachment; filename=\"WOR-1-memorandum-1.pdf"),
        "{kept}"
    );
    // It holds for the version before as well, and for none to come.
    let before = ok(nobody
        .get(&address.replace("versions/2", "versions/1"))
        .await);
    assert_eq!(before.text, paper.text);
    for missing in [
        address.replace("versions/2", "versions/9"),
        format!("{HOME}/versions/2/memoranda/never"),
        address.replace("WOR-1", "LEW-1"),
    ] {
        let status = nobody.get(&missing).await.status;
        assert!(matches!(status, 303 | 404), "{missing}: {status}");
    }
    let sent = upload(&nobody, paper.text.as_bytes()).await;
    let found = ok(nobody.get(sent.to()).await);
    assert!(found.says("This is the PDF of a memorandum of understanding in version 2"));
    // Below the offer only those who take part have it.
    let below = "/offers/WOR-1/agreement/m1/pdf";
    assert_eq!(nobody.get(below).await.status, 303);
    let joan = town.enter("Joan").await;
    assert_eq!(joan.get(below).await.status, 404);
    let sandra = town.enter("Sandra").await;
    assert_eq!(ok(sandra.get(below).await).text, paper.text);
    assert_eq!(
        sandra.get("/offers/WOR-1/agreement/m9/pdf").await.status,
        404
    );
}

pub async fn the_feed_tells_of_each_version(town: &Town) {
    let feed = ok(town.nobody().get("/agreements.atom").await);
    let kind = feed.header("content-type").unwrap_or_default();
    assert!(kind.starts_with("application/atom+xml"), "{kind}");
    assert_eq!(feed.text.matches("<entry>").count(), 2);
    assert!(feed.says("/agreements/WOR-1/versions/2") && !feed.says("LEW-1"));
}

pub async fn a_copy_is_checked_byte_for_byte(town: &Town) {
    let nobody = town.nobody();
    let pdf = ok(nobody.get("/agreements/WOR-1/versions/1/pdf").await);
    let kept = pdf.header("content-disposition").unwrap_or_default();
    assert!(kept.starts_with("attachment; filename="), "{kept}");
    assert_eq!(pdf.header("content-type"), Some("application/pdf"));
    assert_eq!(pdf.header("x-content-type-options"), Some("nosniff"));

    let sent = upload(&nobody, pdf.text.as_bytes()).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let found = ok(nobody.get(sent.to()).await);
    assert!(
        found.says("This is the PDF of version 1 of agreement WOR-1, exactly as it was issued.")
    );

    // One byte more is another file, though the digest that is printed in it is the right one.
    let changed = format!("{} ", pdf.text);
    let sent = upload(&nobody, changed.as_bytes()).await;
    let found = ok(nobody.get(sent.to()).await);
    assert!(found.says("This is no copy of agreement WOR-1 that was issued."));
    assert!(!found.says("exactly as it was issued"));

    // The digest of the text, as it is printed.
    let version = ok(nobody.get("/agreements/WOR-1/versions/2").await);
    let digest = between(
        &version.text,
        "<code class=\"so-block so-digest\">",
        "</code>",
    );
    let found = ok(nobody.get(&format!("{HOME}/verify?sha256={digest}")).await);
    assert!(
        found.says("the text of version 2 of agreement WOR-1"),
        "{}",
        found.text
    );
}

pub async fn an_upload_that_is_none_is_told_so(town: &Town) {
    let nobody = town.nobody();
    let address = format!("{HOME}/verify");
    let empty = upload(&nobody, b"").await;
    assert_eq!(empty.status, 422);
    assert!(empty.title().starts_with("Error: ") && empty.says("Choose the file that you hold"));
    let no_form = nobody.post(&address, &[("file", "text")]).await;
    assert_eq!(no_form.status, 422);
    let large = upload(&nobody, &vec![b'x'; 21 * 1024 * 1024]).await;
    assert_eq!(large.status, 422, "{}", large.text);
    assert!(large.says("Choose a file of up to 20 MB"));
    let broken =
        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\nhalf";
    let broken = send(&nobody, &address, broken.as_bytes().to_vec()).await;
    assert_eq!(broken.status, 422);
    let odd = ok(nobody.get(&format!("{address}?sha256=%3Cb%3E12")).await);
    assert!(odd.says("Enter the 64 digits of a SHA-256") && !odd.says("<b>12"));
}

pub async fn the_agreement_in_force_is_held_to_its_own_acts(town: &Town) {
    let richard = town.enter("Richard").await;
    let desk = ok(richard.get("/offers/WOR-1/agreement").await);
    for words in [
        "Version 2 is in force, until 31 March 2015.",
        "Variation 1",
        "/agreement/vary",
    ] {
        assert!(desk.says(words), "{words}");
    }
    let variation = ok(richard.get("/offers/WOR-1/agreement/variations/1").await);
    assert!(variation.says("It has taken effect.") && variation.says("Christmas"));
    let none = richard
        .post("/offers/WOR-1/agreement/vary", &[("reason", "Why")])
        .await;
    assert_eq!(none.status, 422);
    assert!(none.says("Name the terms that the variation reopens."));
    // The variation is the place’s; its end is the programme office’s.
    assert_eq!(
        richard
            .get("/offers/WOR-1/agreement/terminate")
            .await
            .status,
        403
    );
    let ruth = town.enter("Ruth").await;
    let close = ruth
        .post(
            "/offers/WOR-1/agreement/close",
            &[("reason", "It is done.")],
        )
        .await;
    assert!(matches!(close.status, 409 | 422), "{}", close.status);
    let terminate = ok(ruth.get("/offers/WOR-1/agreement/terminate").await);
    assert!(terminate.says("cannot be taken up again"));
}

async fn upload(browser: &Browser, bytes: &[u8]) -> Page {
    let head = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../copy.pdf\"\r\n\
        Content-Type: application/pdf\r\n\r\n";
    let body = [head.as_bytes(), bytes, b"\r\n--edge--\r\n"].concat();
    send(browser, &format!("{HOME}/verify"), body).await
}

async fn send(browser: &Browser, address: &str, body: Vec<u8>) -> Page {
    let request = browser
        .request(Method::POST, address)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .header(header::ORIGIN, browser.site())
        .body(body);
    browser.send(request).await
}
