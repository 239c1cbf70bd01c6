//! The parts of a document in one file, always in the same order and with the same dates.

use std::io::{Cursor, Write};

use chrono::{DateTime, Utc};
use domain::redline::Remark;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::body::{self, Body, w3c};
use super::parts;
use super::xml::Xml;
use crate::DocumentError;

/// What the document says of itself.
pub struct Properties {
    pub title: String,
    pub subject: String,
    pub creator: String,
    pub at: DateTime<Utc>,
}

pub struct Package<'a> {
    pub properties: Properties,
    /// The lines at the foot of every page, beside its number.
    pub footer: Vec<String>,
    pub remarks: &'a [Remark],
    pub body: Body,
}

const WORDS: (&str, &str) = (
    "xmlns:w",
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
);
const LINKS: (&str, &str) = (
    "xmlns:r",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
);

impl Package<'_> {
    /// # Errors
    /// What the packer says; in memory, nothing.
    pub fn packed(self) -> Result<Vec<u8>, DocumentError> {
        let footer = self.footer();
        let comments = self.comments();
        let core = core(&self.properties);
        let document = document(self.body);
        let files: [(&str, &[u8]); 10] = [
            ("[Content_Types].xml", parts::CONTENT_TYPES.as_bytes()),
            ("_rels/.rels", parts::PACKAGE_LINKS.as_bytes()),
            ("docProps/core.xml", &core),
            ("docProps/app.xml", parts::APP.as_bytes()),
            ("word/document.xml", &document),
            (
                "word/_rels/document.xml.rels",
                parts::DOCUMENT_LINKS.as_bytes(),
            ),
            ("word/styles.xml", parts::STYLES.as_bytes()),
            ("word/settings.xml", parts::SETTINGS.as_bytes()),
            ("word/footer1.xml", &footer),
            ("word/comments.xml", &comments),
        ];
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        // No time of its own: the packer then writes the first that there is.
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for (name, bytes) in files {
            zip.start_file(name, options)
                .map_err(DocumentError::packing)?;
            zip.write_all(bytes).map_err(DocumentError::packing)?;
        }
        Ok(zip.finish().map_err(DocumentError::packing)?.into_inner())
    }

    fn footer(&self) -> Vec<u8> {
        let mut xml = Xml::file();
        xml.element("w:ftr", &[WORDS], |xml| {
            for line in &self.footer {
                footer_line(xml, |xml| {
                    xml.element("w:r", &[], |xml| {
                        xml.words("w:t", &[("xml:space", "preserve")], line);
                    });
                });
            }
            footer_line(xml, |xml| {
                for (words, field) in [("Page ", " PAGE "), (" of ", " NUMPAGES ")] {
                    xml.element("w:r", &[], |xml| {
                        xml.words("w:t", &[("xml:space", "preserve")], words);
                    });
                    xml.element("w:fldSimple", &[("w:instr", field)], |xml| {
                        xml.element("w:r", &[], |xml| xml.words("w:t", &[], "1"));
                    });
                }
            });
        });
        xml.into_bytes()
    }

    fn comments(&self) -> Vec<u8> {
        let mut xml = Xml::file();
        xml.element("w:comments", &[WORDS], |xml| {
            body::comments(self.remarks, xml);
        });
        xml.into_bytes()
    }
}

fn footer_line(xml: &mut Xml, within: impl FnOnce(&mut Xml)) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.empty("w:pStyle", &[("w:val", "Footer")]);
        });
        within(xml);
    });
}

fn document(body: Body) -> Vec<u8> {
    let mut xml = Xml::file();
    xml.element("w:document", &[WORDS, LINKS], |xml| {
        xml.element("w:body", &[], |xml| {
            body.write(xml);
            xml.element("w:sectPr", &[], |xml| {
                xml.empty(
                    "w:footerReference",
                    &[("w:type", "default"), ("r:id", "footer")],
                );
                xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
                xml.empty(
                    "w:pgMar",
                    &[
                        ("w:top", "1134"),
                        ("w:right", "1247"),
                        ("w:bottom", "1418"),
                        ("w:left", "1247"),
                        ("w:header", "567"),
                        ("w:footer", "567"),
                        ("w:gutter", "0"),
                    ],
                );
            });
        });
    });
    xml.into_bytes()
}

fn core(properties: &Properties) -> Vec<u8> {
    let at = w3c(properties.at);
    let mut xml = Xml::file();
    let names = [
        (
            "xmlns:cp",
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        ),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    xml.element("cp:coreProperties", &names, |xml| {
        xml.words("dc:title", &[], &properties.title);
        xml.words("dc:subject", &[], &properties.subject);
        xml.words("dc:creator", &[], &properties.creator);
        xml.words("cp:lastModifiedBy", &[], &properties.creator);
        xml.words("dc:language", &[], "en-GB");
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.words(name, &[("xsi:type", "dcterms:W3CDTF")], &at);
        }
    });
    xml.into_bytes()
}
