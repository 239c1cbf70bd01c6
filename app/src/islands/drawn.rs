//! Figures on the page in the browser, drawn again when they change.

use std::cell::RefCell;

use domain::form::Posted;
use leptos::prelude::document;
use web_sys::HtmlDivElement;

use crate::figures::{FOLDED, Live, UNREAD, beside, spoken};

/// What is drawn at the moment, and where.
pub struct Drawn {
    /// The plan before anything was typed.
    live: Live,
    figures: HtmlDivElement,
    notice: HtmlDivElement,
    voice: HtmlDivElement,
    now: RefCell<Now>,
}

/// What the page shows and would say.
#[derive(Default, PartialEq)]
struct Now {
    unread: bool,
    figures: String,
    spoken: String,
}

impl Drawn {
    pub fn new(
        live: Live,
        figures: HtmlDivElement,
        notice: HtmlDivElement,
        voice: HtmlDivElement,
    ) -> Self {
        let now = RefCell::new(now(&live));
        Self {
            live,
            figures,
            notice,
            voice,
            now,
        }
    }

    /// Draws what the form says now; tells whether that is anything new.
    pub fn follow(&self, posted: &Posted) -> bool {
        let typed = self.live.clone().typed(Some(posted));
        let mut before = self.now.borrow_mut();
        let mut after = now(&typed);
        if typed.is_unread() {
            after.figures.clone_from(&before.figures);
        }
        // What is not new is left alone: a reader may be about to step into it.
        if after.figures != before.figures {
            draw(&self.figures, &after.figures);
        }
        self.notice.set_hidden(!after.unread);
        let is_new = after != *before;
        *before = after;
        is_new
    }

    /// Puts the sums where they are read aloud.
    pub fn say(&self) {
        self.voice.set_text_content(Some(&self.now.borrow().spoken));
    }
}

fn now(live: &Live) -> Now {
    let shown = live.shown();
    Now {
        unread: live.is_unread(),
        figures: beside(live.kind(), &shown).into_string(),
        spoken: if live.is_unread() {
            UNREAD.to_owned()
        } else {
            spoken(live.kind(), &shown)
        },
    }
}

/// Puts markup in the place of what was drawn; what a reader had unfolded stays so.
fn draw(figures: &HtmlDivElement, markup: &str) {
    let folded = || {
        FOLDED
            .iter()
            .filter_map(|id| document().get_element_by_id(id))
    };
    let open: Vec<String> = folded()
        .filter(|details| details.has_attribute("open"))
        .map(|details| details.id())
        .collect();
    figures.set_inner_html(markup);
    for details in folded().filter(|details| open.contains(&details.id())) {
        // An attribute of this name can always be set.
        let _ = details.set_attribute("open", "");
    }
}
