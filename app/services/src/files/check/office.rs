//! Word, Excel and OpenDocument: archives that say what they are, hold no program, and load nothing from elsewhere.

use domain::file::FileKind;

use super::archive::{Part, parts};
use super::{Unfit, holds};

const TYPES: &str = "[Content_Types].xml";

/// Ends of names of parts that are programs, pages or archives of their own.
const PROGRAMS: &[&str] = &[
    ".bin", ".exe", ".dll", ".com", ".scr", ".bat", ".cmd", ".ps1", ".js", ".jse", ".vbs", ".vbe",
    ".wsf", ".hta", ".jar", ".msi", ".lnk", ".html", ".htm", ".svgz", ".zip", ".rar", ".7z",
    ".docm", ".xlsm", ".swf", ".py", ".sh", ".chm", ".iso", ".class",
];
/// Parts of this kind that are none: settings of the printer.
const PRINTER: &str = "/printersettings/";

pub(super) fn check(kind: FileKind, content: &[u8]) -> Result<(), Unfit> {
    let parts = parts(content)?;
    match kind {
        FileKind::Docx => is_office(&parts, kind, "word/document.xml", WORD)?,
        FileKind::Xlsx => is_office(&parts, kind, "xl/workbook.xml", EXCEL)?,
        FileKind::Odt => is_open_document(&parts)?,
        FileKind::Pdf | FileKind::Csv | FileKind::Text | FileKind::Png | FileKind::Jpeg => {
            return Err(Unfit::OtherKind(kind));
        }
    }
    for part in &parts {
        part.runs_nothing()?;
        part.loads_nothing()?;
        part.declares_nothing()?;
    }
    Ok(())
}

const WORD: &[u8] =
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const EXCEL: &[u8] = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

fn is_office(parts: &[Part], kind: FileKind, main: &str, media_type: &[u8]) -> Result<(), Unfit> {
    let types = find(parts, TYPES).ok_or(Unfit::OtherKind(kind))?;
    for program in [
        b"macroenabled".as_slice(),
        b"vbaproject",
        b"activex",
        b"oleobject",
    ] {
        if holds(&types.beginning, program) {
            return Err(Unfit::Program);
        }
    }
    if !holds(&types.beginning, media_type) || find(parts, main).is_none() {
        return Err(Unfit::OtherKind(kind));
    }
    Ok(())
}

const ODT: &[u8] = b"application/vnd.oasis.opendocument.text";

fn is_open_document(parts: &[Part]) -> Result<(), Unfit> {
    let wrong = Unfit::OtherKind(FileKind::Odt);
    let first = parts.first().ok_or(wrong)?;
    if first.name != "mimetype" || first.beginning != ODT || find(parts, "content.xml").is_none() {
        return Err(wrong);
    }
    let manifest = find(parts, "META-INF/manifest.xml").ok_or(wrong)?;
    if holds(&manifest.beginning, b"encryption-data") {
        return Err(Unfit::Locked);
    }
    let has_macros = |part: &Part| {
        let name = part.name.to_ascii_lowercase();
        name.starts_with("basic/") || name.starts_with("scripts/") || name.starts_with("object ")
    };
    if parts.iter().any(has_macros) {
        return Err(Unfit::Program);
    }
    Ok(())
}

fn find<'a>(parts: &'a [Part], name: &str) -> Option<&'a Part> {
    parts.iter().find(|part| part.name == name)
}

impl Part {
    fn runs_nothing(&self) -> Result<(), Unfit> {
        let name = format!("/{}", self.name.to_ascii_lowercase());
        let is_program = PROGRAMS.iter().any(|end| name.ends_with(end));
        if is_program && !name.contains(PRINTER) {
            return Err(Unfit::Program);
        }
        Ok(())
    }

    /// Parts named from elsewhere: a link that somebody clicks is one too, and stays.
    fn loads_nothing(&self) -> Result<(), Unfit> {
        if !self.name.ends_with(".rels") {
            return Ok(());
        }
        let relations = String::from_utf8_lossy(&self.beginning).to_ascii_lowercase();
        let loads = relations
            .split('<')
            .filter(|tag| tag.contains("targetmode") && tag.contains("external"))
            .any(|tag| !tag.contains("/hyperlink"));
        if loads { Err(Unfit::Elsewhere) } else { Ok(()) }
    }

    /// XML that declares entities can grow beyond all measure, or read other files.
    fn declares_nothing(&self) -> Result<(), Unfit> {
        let is_xml = self.name.ends_with(".xml") || self.name.ends_with(".rels");
        if is_xml && (holds(&self.beginning, b"<!doctype") || holds(&self.beginning, b"<!entity")) {
            return Err(Unfit::Bomb);
        }
        Ok(())
    }
}
