//! A PDF read back: the text that is no ornament, the tags, the titles.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object};

pub struct Pdf(pub Document);

impl Pdf {
    pub fn of(bytes: &[u8]) -> Self {
        Self(Document::load_mem(bytes).expect("a PDF"))
    }

    pub fn pages(&self) -> usize {
        self.0.get_pages().len()
    }

    /// What is read aloud, in the order in which it was set; without feet of pages and heads of tables that repeat.
    pub fn text(&self) -> String {
        self.texts(false)
    }

    /// What is on one page and not read aloud.
    pub fn ornaments(&self, page: u32) -> String {
        let pages = self.0.get_pages();
        self.page(pages[&page], true)
    }

    fn texts(&self, ornaments: bool) -> String {
        let pages = self.0.get_pages();
        pages
            .values()
            .map(|page| self.page(*page, ornaments))
            .collect()
    }

    fn page(&self, page: lopdf::ObjectId, ornaments: bool) -> String {
        let fonts = self.0.get_page_fonts(page).expect("fonts");
        let encodings: BTreeMap<_, _> = fonts
            .into_iter()
            .map(|(name, font)| (name, font.get_font_encoding(&self.0).expect("an encoding")))
            .collect();
        let content = self.0.get_page_content(page);
        let content = Content::decode(&content).expect("operations");
        let mut text = String::new();
        let mut marked: Vec<bool> = Vec::new();
        let mut font = None;
        for operation in &content.operations {
            match operation.operator.as_str() {
                "BMC" | "BDC" => {
                    let tag = operation.operands[0].as_name().expect("a tag");
                    marked.push(tag == b"Artifact");
                }
                "EMC" => {
                    marked.pop();
                }
                "Tf" => {
                    let name = operation.operands[0].as_name().expect("a font");
                    font = encodings.get(name);
                }
                "Tj" | "TJ" if marked.contains(&true) == ornaments => {
                    let encoding = font.expect("a font comes first");
                    for operand in &operation.operands {
                        collect(encoding, operand, &mut text);
                    }
                }
                _ => {}
            }
        }
        text
    }

    pub fn catalog(&self) -> &Dictionary {
        self.0.catalog().expect("a catalog")
    }

    /// How often each kind of element stands in the tree of tags.
    pub fn tags(&self) -> BTreeMap<String, usize> {
        let mut tags = BTreeMap::new();
        for object in self.0.objects.values() {
            if let Ok(element) = object.as_dict()
                && element.get(b"Type").and_then(Object::as_name).ok() == Some(b"StructElem")
                && let Ok(tag) = element.get(b"S").and_then(Object::as_name)
            {
                let tag = String::from_utf8_lossy(tag).into_owned();
                *tags.entry(tag).or_default() += 1;
            }
        }
        tags
    }

    /// The titles of the bookmarks.
    pub fn bookmarks(&self) -> usize {
        self.0
            .objects
            .values()
            .filter_map(|object| object.as_dict().ok())
            .filter(|one| one.has(b"Dest") || one.has(b"A"))
            .filter(|one| one.has(b"Title") && one.has(b"Parent"))
            .count()
    }

    pub fn metadata(&self) -> String {
        let id = self
            .catalog()
            .get(b"Metadata")
            .and_then(Object::as_reference)
            .expect("metadata");
        let stream = self.0.get_object(id).and_then(Object::as_stream);
        let bytes = stream.expect("a stream").get_plain_content();
        String::from_utf8(bytes.expect("its content")).expect("text")
    }
}

fn collect(encoding: &lopdf::Encoding<'_>, operand: &Object, text: &mut String) {
    match operand {
        Object::String(bytes, _) => {
            text.push_str(&Document::decode_text(encoding, bytes).expect("letters"));
        }
        Object::Array(all) => {
            for one in all {
                collect(encoding, one, text);
            }
        }
        _ => {}
    }
}
