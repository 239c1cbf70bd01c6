//! The agreement as Word document, read back from its parts, and by LibreOffice where that is installed.

use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

use documents::{agreement_docx, changes_docx};
use quick_xml::events::Event;
use zip::ZipArchive;

use crate::{agreement, digest, issued, letters, moment, said};

pub struct Docx {
    pub document: String,
    pub comments: String,
    core: String,
}

impl Docx {
    pub fn of(bytes: &[u8]) -> Self {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a package");
        let mut part = |name: &str| {
            let mut text = String::new();
            let mut file = zip.by_name(name).expect(name);
            file.read_to_string(&mut text).expect("text");
            text
        };
        for name in [
            "[Content_Types].xml",
            "_rels/.rels",
            "word/styles.xml",
            "word/settings.xml",
            "word/footer1.xml",
        ] {
            whole(&part(name));
        }
        let found = Self {
            document: part("word/document.xml"),
            comments: part("word/comments.xml"),
            core: part("docProps/core.xml"),
        };
        for part in [&found.document, &found.comments, &found.core] {
            whole(part);
        }
        found
    }

    /// The text with all changes taken over.
    pub fn after(&self) -> String {
        self.text("w:del")
    }

    /// The text with all changes undone.
    pub fn before(&self) -> String {
        self.text("w:ins")
    }

    /// The text without what is marked in one way.
    fn text(&self, without: &str) -> String {
        let mut reader = quick_xml::Reader::from_str(&self.document);
        let mut text = String::new();
        let (mut reading, mut left_out) = (false, 0_u32);
        loop {
            match reader.read_event().expect("well formed") {
                Event::Start(start) => match start.name().as_ref() {
                    "w:t" | "w:delText" => reading = true,
                    name if name == without => left_out += 1,
                    _ => {}
                },
                Event::End(end) => match end.name().as_ref() {
                    "w:t" | "w:delText" => reading = false,
                    name if name == without => left_out -= 1,
                    "w:p" => text.push('\n'),
                    _ => {}
                },
                Event::Text(words) if reading && left_out == 0 => {
                    text.push_str(&words);
                }
                Event::GeneralRef(name) if reading && left_out == 0 => {
                    let name: &str = &name;
                    let escaped = format!("&{name};");
                    text.push_str(&quick_xml::escape::unescape(&escaped).expect("a letter"));
                }
                Event::Eof => return text,
                _ => {}
            }
        }
    }

    /// The values of an attribute in the elements of one name.
    pub fn values(&self, element: &str, attribute: &str) -> Vec<String> {
        let mut reader = quick_xml::Reader::from_str(&self.document);
        let mut found = Vec::new();
        loop {
            match reader.read_event().expect("well formed") {
                Event::Start(start) | Event::Empty(start) if start.name().as_ref() == element => {
                    if let Some(value) = start.try_get_attribute(attribute).expect("attributes") {
                        found.push(value.value.into_owned());
                    }
                }
                Event::Eof => return found,
                _ => {}
            }
        }
    }
}

fn whole(xml: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    while reader.read_event().expect("well formed") != Event::Eof {}
}

#[test]
fn the_text_is_the_agreement_word_for_word() {
    let content = agreement();
    let docx = Docx::of(&agreement_docx(&issued(&content)).expect("a document"));
    let text = letters(&docx.after());
    assert!(
        text.contains(&said(&content)),
        "\n{}\n\n{text}",
        said(&content)
    );
    assert!(text.contains(&digest(&content).to_string()));
    let signatures = &text[text.rfind("Signatures").expect("who signs")..];
    let theo = signatures.find(&letters("Theo Chief Secretary HM Treasury Signs"));
    let dora = signatures.find("DoraDirectorofpublicspending");
    assert!(dora.expect("Dora") < theo.expect("Theo"), "{signatures}");
}

#[test]
fn headings_are_headings_and_heads_of_tables_repeat() {
    let content = agreement();
    let docx = Docx::of(&agreement_docx(&issued(&content)).expect("a document"));
    let styles = docx.values("w:pStyle", "w:val");
    let of = |style: &str| styles.iter().filter(|one| *one == style).count();
    assert_eq!(of("Heading1"), content.chapters().len() + 1);
    assert!(of("Heading2") >= content.terms.len());
    let tables = docx.document.matches("<w:tbl>").count();
    assert!(tables > 3);
    assert_eq!(docx.document.matches("<w:tblHeader/>").count(), tables);
    assert!(
        docx.core
            .contains("Agreement NOR-1, version 1: One front door")
    );
    assert!(docx.core.contains("2013-02-04T09:15:00Z"));
    assert!(!docx.document.contains("w:ins") && !docx.document.contains("w:del"));
}

#[test]
fn the_same_content_makes_the_same_bytes() {
    let content = agreement();
    assert_eq!(
        agreement_docx(&issued(&content)),
        agreement_docx(&issued(&content))
    );
    let mut later = issued(&content);
    later.issued_at = moment(1);
    assert_ne!(agreement_docx(&issued(&content)), agreement_docx(&later));
}

#[test]
fn libreoffice_opens_it_and_reads_the_same() {
    let Some(office) = ["/usr/bin/soffice", "/usr/lib/libreoffice/program/soffice"]
        .iter()
        .find(|path| Path::new(path).exists())
    else {
        println!("LibreOffice is not installed here, so it was not asked.");
        return;
    };
    let content = agreement();
    let mut after = content.clone();
    after.head.version = 2;
    after.terms.pop();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("office");
    std::fs::create_dir_all(&folder).expect("a folder");
    for (name, bytes) in [
        (
            "agreement",
            agreement_docx(&issued(&content)).expect("a document"),
        ),
        (
            "changes",
            changes_docx(&content, &issued(&after)).expect("a document"),
        ),
    ] {
        let file = folder.join(format!("{name}.docx"));
        std::fs::write(&file, bytes).expect("a file");
        let done = Command::new(office)
            .arg(format!(
                "-env:UserInstallation=file://{}",
                folder.join("home").display()
            ))
            .args([
                "--headless",
                "--convert-to",
                "txt:Text (encoded):UTF8",
                "--outdir",
            ])
            .arg(&folder)
            .arg(&file)
            .output()
            .expect("it runs");
        assert!(done.status.success(), "{done:?}");
        let text = std::fs::read_to_string(folder.join(format!("{name}.txt"))).expect("text");
        if name == "agreement" {
            assert!(letters(&text).contains(&said(&content)), "{text}");
        }
    }
}
