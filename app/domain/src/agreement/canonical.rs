//! One way to write a value down, so that the same value always gives the same bytes.
//!
//! It is JSON, so that anybody can read it in ten years with any tool: no blanks, keys in the order of their bytes,
//! whole numbers only, text as it is but for the quote, the backslash and control characters. What could be written
//! in two ways is refused: a fraction, and a number too large for every reader to hold exactly.

use std::collections::BTreeMap;
use std::fmt;
use std::fmt::Write;

use serde::Serialize;
use serde::ser::{self, Impossible, Serializer};

/// Why a value has no canonical form. Each is a mistake of ours in a type, and none of whoever typed something.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotCanonical {
    #[error("a number that is no whole number, or that not every reader can hold exactly")]
    Number,
    #[error("a key that is no text")]
    Key,
    #[error("the key “{0}” twice")]
    KeyTwice(String),
    #[error("a shape without a form: {0}")]
    Shape(&'static str),
    #[error("{0}")]
    Other(String),
}

impl ser::Error for NotCanonical {
    fn custom<T: fmt::Display>(words: T) -> Self {
        Self::Other(words.to_string())
    }
}

/// The canonical text of a value.
///
/// # Errors
/// A value that has none: see [`NotCanonical`].
pub fn canonical<T: Serialize + ?Sized>(value: &T) -> Result<String, NotCanonical> {
    value.serialize(Canonical)
}

/// The largest whole number that a reader which knows only binary fractions holds exactly.
const MOST: i64 = (1 << 53) - 1;

struct Canonical;

type Written = Result<String, NotCanonical>;

fn whole(number: i64) -> Written {
    if (-MOST..=MOST).contains(&number) {
        Ok(number.to_string())
    } else {
        Err(NotCanonical::Number)
    }
}

fn text(plain: &str) -> String {
    let mut out = String::with_capacity(plain.len() + 2);
    out.push('"');
    for letter in plain.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            control if u32::from(control) < 0x20 => {
                let written = write!(out, "\\u{:04x}", u32::from(control));
                // A text takes whatever is written to it.
                debug_assert!(written.is_ok());
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

/// `{"name":value}`.
fn named(name: &str, value: &str) -> String {
    format!("{{{}:{value}}}", text(name))
}

impl Serializer for Canonical {
    type Ok = String;
    type Error = NotCanonical;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Items;
    type SerializeTupleVariant = Impossible<String, NotCanonical>;
    type SerializeMap = Fields;
    type SerializeStruct = Fields;
    type SerializeStructVariant = Fields;

    fn serialize_bool(self, value: bool) -> Written {
        Ok(value.to_string())
    }

    fn serialize_i8(self, value: i8) -> Written {
        whole(value.into())
    }

    fn serialize_i16(self, value: i16) -> Written {
        whole(value.into())
    }

    fn serialize_i32(self, value: i32) -> Written {
        whole(value.into())
    }

    fn serialize_i64(self, value: i64) -> Written {
        whole(value)
    }

    fn serialize_u8(self, value: u8) -> Written {
        whole(value.into())
    }

    fn serialize_u16(self, value: u16) -> Written {
        whole(value.into())
    }

    fn serialize_u32(self, value: u32) -> Written {
        whole(value.into())
    }

    fn serialize_u64(self, value: u64) -> Written {
        whole(i64::try_from(value).map_err(|_| NotCanonical::Number)?)
    }

    fn serialize_f32(self, _: f32) -> Written {
        Err(NotCanonical::Number)
    }

    fn serialize_f64(self, _: f64) -> Written {
        Err(NotCanonical::Number)
    }

    fn serialize_char(self, value: char) -> Written {
        Ok(text(value.encode_utf8(&mut [0; 4])))
    }

    fn serialize_str(self, value: &str) -> Written {
        Ok(text(value))
    }

    fn serialize_bytes(self, _: &[u8]) -> Written {
        Err(NotCanonical::Shape("bytes"))
    }

    fn serialize_none(self) -> Written {
        Ok("null".to_owned())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.serialize_none()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        Ok(text(variant))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Written {
        Ok(named(variant, &canonical(value)?))
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Items, NotCanonical> {
        Ok(Items(Vec::with_capacity(length.unwrap_or_default())))
    }

    fn serialize_tuple(self, length: usize) -> Result<Items, NotCanonical> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Items, NotCanonical> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, NotCanonical> {
        Err(NotCanonical::Shape(variant))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Fields, NotCanonical> {
        Ok(Fields::default())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields, NotCanonical> {
        Ok(Fields::default())
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Fields, NotCanonical> {
        Ok(Fields {
            within: Some(variant),
            ..Fields::default()
        })
    }
}

/// A list, in its own order.
pub struct Items(Vec<String>);

impl Items {
    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotCanonical> {
        self.0.push(canonical(value)?);
        Ok(())
    }

    fn written(self) -> String {
        format!("[{}]", self.0.join(","))
    }
}

impl ser::SerializeSeq for Items {
    type Ok = String;
    type Error = NotCanonical;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotCanonical> {
        self.push(value)
    }

    fn end(self) -> Written {
        Ok(self.written())
    }
}

impl ser::SerializeTuple for Items {
    type Ok = String;
    type Error = NotCanonical;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotCanonical> {
        self.push(value)
    }

    fn end(self) -> Written {
        Ok(self.written())
    }
}

impl ser::SerializeTupleStruct for Items {
    type Ok = String;
    type Error = NotCanonical;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotCanonical> {
        self.push(value)
    }

    fn end(self) -> Written {
        Ok(self.written())
    }
}

/// Keys with their values, put in order as they come.
#[derive(Default)]
pub struct Fields {
    /// The variant that they belong to, where they are those of one.
    within: Option<&'static str>,
    entries: BTreeMap<String, String>,
    key: Option<String>,
}

impl Fields {
    fn put<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), NotCanonical> {
        match self.entries.insert(key.to_owned(), canonical(value)?) {
            None => Ok(()),
            Some(_) => Err(NotCanonical::KeyTwice(key.to_owned())),
        }
    }

    fn written(self) -> String {
        let entries: Vec<String> = (self.entries.iter())
            .map(|(key, value)| format!("{}:{value}", text(key)))
            .collect();
        let fields = format!("{{{}}}", entries.join(","));
        match self.within {
            Some(variant) => named(variant, &fields),
            None => fields,
        }
    }
}

impl ser::SerializeMap for Fields {
    type Ok = String;
    type Error = NotCanonical;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), NotCanonical> {
        let written = canonical(key)?;
        // A text, and one without anything that would have to be written in another way.
        let plain = written
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'))
            .filter(|plain| text(plain) == written)
            .ok_or(NotCanonical::Key)?;
        self.key = Some(plain.to_owned());
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotCanonical> {
        let key = self.key.take().ok_or(NotCanonical::Key)?;
        self.put(&key, value)
    }

    fn end(self) -> Written {
        Ok(self.written())
    }
}

impl ser::SerializeStruct for Fields {
    type Ok = String;
    type Error = NotCanonical;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), NotCanonical> {
        self.put(key, value)
    }

    fn end(self) -> Written {
        Ok(self.written())
    }
}

impl ser::SerializeStructVariant for Fields {
    type Ok = String;
    type Error = NotCanonical;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), NotCanonical> {
        self.put(key, value)
    }

    fn end(self) -> Written {
        Ok(self.written())
    }
}
