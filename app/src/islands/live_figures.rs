//! The figures beside a form, which follow the typing.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use domain::form::Posted;
use leptos::prelude::*;

use super::typed_form;
use crate::figures::{Live, beside, spoken};

/// How long nobody has typed before the new sums are said aloud.
const PAUSE: Duration = Duration::from_millis(700);

/// The figures of a plan as they would be with what stands in the page's form (`form[data-figures]`).
#[island]
pub fn LiveFigures(live: Live) -> impl IntoView {
    let kind = live.kind();
    let shown = RwSignal::new(live.shown());
    let unread = RwSignal::new(live.is_unread());
    let said = RwSignal::new(String::new());
    let follow = move |posted: &Posted| {
        let now = live.clone().typed(Some(posted));
        if !now.is_unread() {
            shown.set(now.shown());
        }
        unread.set(now.is_unread());
    };
    Effect::new(move |_| {
        let say = debounce(PAUSE, move |()| {
            said.set(if unread.get_untracked() {
                UNREAD.to_owned()
            } else {
                shown.with_untracked(|shown| spoken(kind, shown))
            });
        });
        let say = Rc::new(RefCell::new(say));
        // Browsers may bring typed text back into the form before this code has arrived.
        if let Some(posted) = typed_form::on_page() {
            follow(&posted);
        }
        for name in ["input", "change"] {
            let (follow, say) = (follow.clone(), Rc::clone(&say));
            window_event_listener_untyped(name, move |event| {
                if let Some(posted) = typed_form::of(&event) {
                    follow(&posted);
                    (say.borrow_mut())(());
                }
            });
        }
    });
    view! {
        <div class="so-live">
            <p class="govuk-visually-hidden" role="status">{said}</p>
            {move || unread.get().then(|| view! { <p class="govuk-inset-text">{UNREAD}</p> })}
            {move || shown.with(|shown| beside(kind, shown))}
        </div>
    }
}

const UNREAD: &str = "Some figures cannot be read yet. These are the last sums.";
