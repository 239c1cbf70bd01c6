//! The fonts, which are part of the program: a page looks the same wherever it is set.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// All letters are in these: Liberation Sans for what is written in Europe, DejaVu Sans for signs and other scripts.
const FILES: [&[u8]; 3] = [
    include_bytes!("../../fonts/LiberationSans-Regular.ttf"),
    include_bytes!("../../fonts/LiberationSans-Bold.ttf"),
    include_bytes!("../../fonts/DejaVuSans.ttf"),
];

pub struct Fonts {
    pub book: LazyHash<FontBook>,
    pub fonts: Vec<Font>,
}

pub static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let fonts: Vec<Font> = FILES
        .iter()
        .flat_map(|bytes| Font::iter(Bytes::new(*bytes)))
        .collect();
    Fonts {
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
    }
});

/// Whether a letter can be printed.
pub fn has(letter: char) -> bool {
    letter.is_ascii_graphic()
        || letter == ' '
        || FONTS
            .fonts
            .iter()
            .any(|font| font.info().coverage.contains(u32::from(letter)))
}
