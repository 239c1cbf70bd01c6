//! The figures beside a form, which follow the typing.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use leptos::html::Div;
use leptos::prelude::*;

use super::drawn::Drawn;
use super::typed_form;
use crate::figures::{Live, UNREAD, beside};

/// How long nobody has typed before the new sums are said aloud.
const PAUSE: Duration = Duration::from_millis(700);

/// The figures of a plan as they would be with what stands in the page's form (`form[data-figures]`).
#[island]
pub fn LiveFigures(live: Live) -> impl IntoView {
    let [figures, notice, voice] = [(); 3].map(|()| NodeRef::<Div>::new());
    let markup = beside(live.kind(), &live.shown()).into_string();
    let is_read = !live.is_unread();
    Effect::new(move |_| {
        let nodes = (figures.get(), notice.get(), voice.get());
        if let (Some(figures), Some(notice), Some(voice)) = nodes {
            follow(Drawn::new(live.clone(), figures, notice, voice));
        }
    });
    view! {
        <div class="so-live">
            <div class="govuk-visually-hidden" role="status" node_ref=voice></div>
            <div class="govuk-inset-text" hidden=is_read node_ref=notice>{UNREAD}</div>
            <div inner_html=markup node_ref=figures></div>
        </div>
    }
}

fn follow(drawn: Drawn) {
    // Browsers may have brought typed text back into the form before this code arrived.
    if let Some(posted) = typed_form::on_page() {
        drawn.follow(&posted);
    }
    let drawn = Rc::new(drawn);
    let say = debounce(PAUSE, {
        let drawn = Rc::clone(&drawn);
        move |()| drawn.say()
    });
    let say = Rc::new(RefCell::new(say));
    for name in ["input", "change"] {
        let (drawn, say) = (Rc::clone(&drawn), Rc::clone(&say));
        window_event_listener_untyped(name, move |event| {
            if let Some(posted) = typed_form::of(&event)
                && drawn.follow(&posted)
            {
                (say.borrow_mut())(());
            }
        });
    }
}
