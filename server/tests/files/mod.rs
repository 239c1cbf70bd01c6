//! Files over HTTP: how they are sent and given back, what is said beside the field, and what leaves nothing behind.

mod parts;

use std::path::Path;

use domain::file::MOST_BYTES;
use domain::process::{OfferKind, Reference, Role};
use reqwest::header;
use services::offers::Start;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::{Browser, Page, Site, World, both_databases};
use parts::{parts, send};

both_databases!(
    a_letter_is_attached_kept_and_removed,
    what_is_wrong_stands_beside_its_field,
    what_is_too_large_or_cut_off_leaves_nothing,
    who_may_not_is_told_so_before_anything_is_read,
    the_other_room_is_not_there,
);

const PDF: &[u8] = b"%PDF-1.4\ntrailer\nstartxref\n0\n%%EOF\n";

/// Kent, with Ann at her browser and a draft.
struct Kent {
    site: Site,
    ann: Browser,
    draft: Reference,
}

impl Kent {
    async fn begin(world: &World) -> Self {
        let ann = world.leader_of_kent().await;
        let doer = world.doer(&ann, "kent", Role::PlaceLeader).await;
        let start = Start {
            kind: OfferKind::SingleOffer,
            title: "One front door".to_owned(),
            theme: None,
        };
        let draft = world.services.offers().start(&doer, &start).await.unwrap();
        let site = Site::open(world).await;
        Self {
            ann: site.signed_in(world, "ann@kent.example").await,
            site,
            draft,
        }
    }

    fn at(&self, below: &str) -> String {
        format!("/offers/{}{below}", self.draft)
    }

    /// Ann attaches something to the engagement section.
    async fn attach(&self, room: &str, name: &str, content: &[u8]) -> Page {
        let fields = [("at", "engagement"), ("room", room)];
        let body = parts(&fields, Some((name, content)));
        send(&self.ann, &self.at("/files/new?at=engagement"), body).await
    }

    /// The address of the only file on the section.
    async fn only_file(&self, browser: &Browser) -> String {
        let page = browser.get(&self.at("/engagement")).await;
        let files = page.text.split("href=\"").filter_map(|rest| {
            let href = rest.split('"').next()?;
            let slug = href.strip_prefix(&self.at("/files/"))?;
            (!slug.starts_with("new") && !slug.contains('/')).then(|| href.to_owned())
        });
        let files: Vec<_> = files.collect();
        assert_eq!(files.len(), 1, "{}", page.text);
        files[0].clone()
    }
}

fn on_disk(folder: &Path) -> usize {
    let inside = std::fs::read_dir(folder).unwrap();
    inside
        .map(|entry| entry.unwrap().path())
        .map(|path| if path.is_dir() { on_disk(&path) } else { 1 })
        .sum()
}

async fn a_letter_is_attached_kept_and_removed(world: World) {
    let kent = Kent::begin(&world).await;
    let form = kent.ann.get(&kent.at("/files/new?at=engagement")).await;
    assert_eq!(form.status, 200);
    assert!(form.says("enctype=\"multipart/form-data\"") && form.says("type=\"file\""));
    // The more private room is chosen where nobody chooses.
    let place = form.text.find("value=\"place\"").unwrap();
    let checked = form.text.find(" checked").unwrap();
    let joint = form.text.find("value=\"joint\"").unwrap();
    assert!(place < checked && checked < joint, "{}", form.text);

    let name = "../Llythyr \u{202E}Siân.pdf";
    let sent = kent.attach("place", name, PDF).await;
    assert_eq!(
        (sent.status, sent.to()),
        (303, &*kent.at("/engagement#files"))
    );
    let page = kent.ann.get(&kent.at("/engagement")).await;
    assert!(page.says("Llythyr Siân.pdf") && page.says("The place only"));
    assert!(page.says("Not checked for viruses"));

    let file = kent.only_file(&kent.ann).await;
    let kept = kent.ann.get(&file).await;
    assert_eq!((kept.status, kept.text.as_bytes()), (200, PDF));
    for (header, value) in [
        ("content-type", "application/pdf"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "no-store"),
        (
            "content-disposition",
            "attachment; filename=\"Llythyr Si_n.pdf\"; filename*=UTF-8''Llythyr%20Si%C3%A2n.pdf",
        ),
    ] {
        assert_eq!(kept.header(header), Some(value), "{header}");
    }
    let policy = kept.header("content-security-policy").unwrap();
    assert!(policy.contains("sandbox") && policy.contains("default-src 'none'"));

    let remove = kent.ann.get(&format!("{file}/remove")).await;
    let silent = remove.form("Remove the file").send(&kent.ann).await;
    assert_eq!(silent.status, 422);
    assert!(silent.says("Say why it is removed"));
    let form = remove.form("Remove the file");
    let removed = form
        .with("reason", "A newer one is there.")
        .send(&kent.ann)
        .await;
    assert_eq!(removed.status, 303, "{}", removed.text);
    assert_eq!(kent.ann.get(&file).await.status, 409);
    let all = kent.ann.get(&kent.at("/files")).await;
    assert!(all.says("A newer one is there.") && all.says("Removed"));
    assert_eq!(on_disk(&world.files), 0);
    // Once more, from a page that was open.
    let again = remove.form("Remove the file").with("reason", "Again.");
    assert_eq!(again.send(&kent.ann).await.status, 303);
    let history = kent.ann.get(&kent.at("/history")).await;
    assert!(history.says("file attached") && history.says("file removed"));
}

async fn what_is_wrong_stands_beside_its_field(world: World) {
    let kent = Kent::begin(&world).await;
    for (name, content, words) in [
        ("", b"".as_slice(), "Choose a file"),
        ("page.html", b"<html>", "must be a PDF"),
        (
            "picture.png",
            b"<!DOCTYPE html><script>",
            "parts of a web page",
        ),
        ("letter.docm", PDF, "macros"),
        ("empty.pdf", b"", "is empty"),
        ("run.svg", b"<svg/>", "must be a PDF"),
    ] {
        let page = kent.attach("joint", name, content).await;
        assert_eq!(page.status, 422, "{name}");
        assert!(page.title().starts_with("Error: "), "{name}");
        assert!(
            page.says("id=\"file-error\"") && page.says(words),
            "{name}: {}",
            page.text
        );
        // What was chosen stays.
        let checked = page.text.find(" checked").unwrap();
        assert!(page.text[..checked].contains("value=\"joint\""), "{name}");
    }
    let unsaid = parts(&[("at", "engagement")], Some(("letter.pdf", PDF)));
    let page = send(&kent.ann, &kent.at("/files/new?at=engagement"), unsaid).await;
    assert_eq!(page.status, 422);
    assert!(page.says("Choose who will read this"));
    let no_place = parts(
        &[("at", "scope"), ("room", "place")],
        Some(("letter.pdf", PDF)),
    );
    assert_eq!(
        send(&kent.ann, &kent.at("/files/new"), no_place)
            .await
            .status,
        404
    );
    let nothing = parts(&[("room", "place")], Some(("letter.pdf", PDF)));
    let page = send(&kent.ann, &kent.at("/files/new"), nothing).await;
    assert_eq!(page.status, 422);
    assert!(page.says("Choose what it belongs to"));
    let twice = [
        &parts(
            &[("at", "engagement"), ("room", "place")],
            Some(("a.pdf", PDF)),
        )[..],
        b"",
    ]
    .concat();
    let end = twice.len() - "------between-the-parts--\r\n".len();
    let second = parts(&[], Some(("b.pdf", PDF)));
    let twice = [&twice[..end], &second].concat();
    assert_eq!(
        send(&kent.ann, &kent.at("/files/new"), twice).await.status,
        400
    );
    assert_eq!(world.rows_in("files").await, 0);
    assert_eq!(on_disk(&world.files), 0);
}

async fn what_is_too_large_or_cut_off_leaves_nothing(world: World) {
    let kent = Kent::begin(&world).await;
    let mut large = PDF.to_vec();
    large.splice(9..9, vec![b' '; MOST_BYTES]);
    let page = kent.attach("place", "large.pdf", &large).await;
    assert_eq!(page.status, 422);
    assert!(page.says("10 MB or smaller"));
    let path = kent.at("/files/new?at=engagement");
    let body = parts(
        &[("at", "engagement"), ("room", "place")],
        Some(("letter.pdf", PDF)),
    );
    // The form ends before its last part does.
    let cut = body[..body.len() - 40].to_vec();
    assert_eq!(send(&kent.ann, &path, cut).await.status, 400);
    // The connection ends before the form does.
    let address = kent.site.url.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: {}\r\nCookie: {}\r\nContent-Type: {}\r\n\
         Content-Length: {}\r\n\r\n",
        kent.site.url,
        kent.ann.cookie(),
        parts::kind(),
        body.len(),
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&body[..body.len() / 2]).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut answer = Vec::new();
    drop(stream.read_to_end(&mut answer).await);
    let answer = String::from_utf8_lossy(&answer);
    assert!(!answer.contains(" 303 "), "{answer}");
    // What is no form of parts at all.
    let request = kent
        .ann
        .request(reqwest::Method::POST, &path)
        .header(header::CONTENT_TYPE, "multipart/form-data")
        .header(header::ORIGIN, kent.ann.site())
        .body("nothing");
    assert_eq!(kent.ann.send(request).await.status, 400);
    assert_eq!(world.rows_in("files").await, 0);
    assert_eq!(on_disk(&world.files), 0);
    // And the site goes on.
    assert_eq!(kent.attach("place", "letter.pdf", PDF).await.status, 303);
}

async fn who_may_not_is_told_so_before_anything_is_read(world: World) {
    let kent = Kent::begin(&world).await;
    let path = kent.at("/files/new?at=engagement");
    let fields = [("at", "engagement"), ("room", "place")];
    let body = || parts(&fields, Some(("letter.pdf", PDF)));
    // Signed out: off to sign in, and back to the same place.
    let out = send(&kent.site.browser(), &path, body()).await;
    assert_eq!(out.status, 303);
    assert!(out.to().starts_with("/sign-in?next="), "{}", out.to());
    assert!(
        out.to().ends_with("%2Ffiles%2Fnew%3Fat%3Dengagement"),
        "{}",
        out.to()
    );
    // From another site.
    let request = kent
        .ann
        .request(reqwest::Method::POST, &path)
        .header(header::CONTENT_TYPE, parts::kind())
        .header(header::ORIGIN, "http://evil.example")
        .body(body());
    assert_eq!(kent.ann.send(request).await.status, 403);
    // Another place: the offer is not there.
    let leicester = world.place("leicester", "Leicester", "LEI").await;
    world.person("Lee", &leicester, Role::PlaceLeader).await;
    let lee = kent.site.signed_in(&world, "lee@leicester.example").await;
    assert_eq!(send(&lee, &path, body()).await.status, 404);
    // A form that somebody else had opened at this browser.
    let fields = [("_as", "somebody"), ("at", "engagement"), ("room", "place")];
    let opened = parts(&fields, Some(("letter.pdf", PDF)));
    assert_eq!(send(&kent.ann, &path, opened).await.status, 403);
    assert_eq!(world.rows_in("files").await, 0);
    assert_eq!(on_disk(&world.files), 0);
}

async fn the_other_room_is_not_there(world: World) {
    let mut kent = Kent::begin(&world).await;
    assert_eq!(kent.attach("place", "own.pdf", PDF).await.status, 303);
    let own = kent.only_file(&kent.ann).await;
    world.programme_officer().await;
    world
        .damage(
            "UPDATE offers SET stage = 'submitted', reference = 'KEN-1', first_submitted_at = updated_at, \
             submitted_at = updated_at",
        )
        .await;
    let own = own.replace(&kent.draft.to_string(), "KEN-1");
    kent.draft = "KEN-1".parse().unwrap();
    let priya = kent
        .site
        .signed_in(&world, "priya@programme-office.example")
        .await;
    assert_eq!(kent.ann.get(&own).await.status, 200);
    let before = priya.get(&kent.at("/files")).await;
    assert!(before.says("No file is attached that you may read."));
    assert_eq!(priya.get(&own).await.status, 404);
    assert_eq!(priya.get(&format!("{own}/remove")).await.status, 404);
    let section = priya.get(&kent.at("/engagement")).await;
    assert!(!section.says("own.pdf"));
    // One more in the other room changes nothing of what she reads.
    assert_eq!(kent.attach("place", "another.pdf", PDF).await.status, 303);
    let after = priya.get(&kent.at("/files")).await;
    assert!(after.says("No file is attached that you may read."));
    // What is for both she reads.
    assert_eq!(kent.attach("joint", "joint.pdf", PDF).await.status, 303);
    let file = kent.only_file(&priya).await;
    assert_eq!(priya.get(&file).await.text.as_bytes(), PDF);
}
