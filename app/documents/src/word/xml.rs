//! XML as it is written: elements that are always closed, text that is always escaped.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::shown;

pub struct Xml(Writer<Vec<u8>>);

pub type Attributes<'a> = [(&'a str, &'a str)];

impl Xml {
    /// A file of its own.
    pub fn file() -> Self {
        let mut xml = Self(Writer::new(Vec::new()));
        xml.event(Event::Decl(BytesDecl::new(
            "1.0",
            Some("UTF-8"),
            Some("yes"),
        )));
        xml
    }

    pub fn element(
        &mut self,
        name: &str,
        attributes: &Attributes<'_>,
        within: impl FnOnce(&mut Self),
    ) {
        self.event(Event::Start(start(name, attributes)));
        within(self);
        self.event(Event::End(BytesEnd::new(name)));
    }

    pub fn empty(&mut self, name: &str, attributes: &Attributes<'_>) {
        self.event(Event::Empty(start(name, attributes)));
    }

    /// An element with text in it, every letter of which Word may read.
    pub fn words(&mut self, name: &str, attributes: &Attributes<'_>, words: &str) {
        self.element(name, attributes, |xml| {
            xml.event(Event::Text(BytesText::new(&shown::plain(words))));
        });
    }

    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_inner()
    }

    fn event(&mut self, event: Event<'_>) {
        self.0
            .write_event(event)
            .expect("writing to memory does not fail");
    }
}

fn start<'a>(name: &'a str, attributes: &'a Attributes<'a>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, shown::plain(value).as_str()));
    }
    start
}
