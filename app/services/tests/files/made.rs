//! Files as they should be, made of as little as makes them one.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

pub fn pdf() -> Vec<u8> {
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n".to_vec()
}

/// A PDF with a stream under these entries of its dictionary.
pub fn pdf_of(dictionary: &str, stream: &[u8]) -> Vec<u8> {
    let mut content = pdf();
    let head = format!(
        "2 0 obj\n<< {dictionary} /Length {} >>\nstream\n",
        stream.len()
    );
    let object = [head.as_bytes(), stream, b"\nendstream\nendobj\n"].concat();
    content.splice(9..9, object);
    content
}

/// A PDF that packs these objects as PDFs do.
pub fn pdf_packing(more: &str, objects: &[u8]) -> Vec<u8> {
    let dictionary = format!("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode {more}");
    pdf_of(&dictionary, &packed(objects))
}

pub fn packed(objects: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    writer.write_all(objects).expect("is packed");
    writer.finish().expect("is packed")
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).expect("is short").to_be_bytes();
    [&length[..], kind, data, &[0; 4]].concat()
}

pub fn png_of(width: u32, height: u32) -> Vec<u8> {
    let head = [
        &width.to_be_bytes()[..],
        &height.to_be_bytes(),
        &[8, 2, 0, 0, 0],
    ]
    .concat();
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &head),
        chunk(b"IDAT", b"points"),
        chunk(b"IEND", b""),
    ]
    .concat()
}

pub fn png() -> Vec<u8> {
    png_of(2, 2)
}

pub fn jpeg() -> Vec<u8> {
    [
        b"\xff\xd8".as_slice(),
        b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00",
        b"\xff\xc0\x00\x0b\x08\x00\x02\x00\x02\x01\x01\x11\x00",
        b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00",
        b"points\xff\x00points",
        b"\xff\xd9",
    ]
    .concat()
}

/// An archive of these parts. The first is not compressed.
pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (nth, (name, content)) in parts.iter().enumerate() {
        let method = match nth {
            0 => CompressionMethod::Stored,
            _ => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default().compression_method(method);
        archive.start_file(*name, options).expect("a part");
        archive.write_all(content).expect("its content");
    }
    archive.finish().expect("an archive").into_inner()
}

pub const WORD: &[u8] = br#"<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const EXCEL: &[u8] = br#"<?xml version="1.0"?><Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
pub const TYPES: &str = "[Content_Types].xml";

/// A Word document with some parts more.
pub fn docx_with(more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut parts: Vec<(&str, &[u8])> = vec![
        (TYPES, WORD),
        ("word/document.xml", b"<w:document>We support this offer.</w:document>"),
        (
            "word/_rels/document.xml.rels",
            br#"<Relationships><Relationship Type="x/hyperlink" Target="https://board.example" TargetMode="External"/></Relationships>"#,
        ),
    ];
    parts.extend(more);
    archive(&parts)
}

pub fn docx() -> Vec<u8> {
    docx_with(&[])
}

pub fn xlsx() -> Vec<u8> {
    archive(&[
        (TYPES, EXCEL),
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/printerSettings/printerSettings1.bin", b"A4"),
    ])
}

pub fn odt_with(more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", b"<office:document-content/>"),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
    ];
    parts.extend(more);
    archive(&parts)
}

pub fn odt() -> Vec<u8> {
    odt_with(&[])
}
