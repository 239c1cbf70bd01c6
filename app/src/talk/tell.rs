//! Whom to tell of what is written: boxes to tick, and nobody who does not read the room.

use domain::process::Room;
use leptos::prelude::*;
use services::talk::Tellable;

use crate::components::{Checkboxes, Choice, Details};

pub(super) const TELL: &str = "tell";

/// The boxes below the text. Those who read only some of the rooms that can still be chosen stand by themselves.
#[component]
pub(super) fn TellField(
    tellable: Vec<Tellable>,
    /// The rooms that can be chosen, the more private first.
    rooms: Vec<Room>,
    /// The codes that were ticked.
    ticked: Vec<String>,
    fault: Option<String>,
) -> impl IntoView {
    if tellable.is_empty() {
        return ().into_any();
    }
    let open = fault.is_some() || !ticked.is_empty();
    let (all, some): (Vec<_>, Vec<_>) = tellable
        .into_iter()
        .partition(|one| rooms.iter().all(|room| one.rooms.contains(room)));
    // The error stands with the first boxes that there are.
    let (first_fault, other_fault) = if all.is_empty() {
        (None, fault)
    } else {
        (fault, None)
    };
    let all = (!all.is_empty()).then(|| {
        view! {
            <Checkboxes
                name=TELL
                legend="Tell these people and parties"
                legend_class="govuk-fieldset__legend--s"
                hint="They get a mail that says so, and a line in their work. You can also write @ and a name."
                items=choices(all)
                values=ticked.clone()
                error=first_fault
                small=true
            />
        }
    });
    let some = (!some.is_empty()).then(|| {
        // While another room is chosen, the style sheet takes these away: they do not read that one.
        let class = if open { "" } else { "so-tell-joint" };
        view! {
            <div class=class>
                <Checkboxes
                    name=TELL
                    id="tell-joint"
                    legend="If everyone in this offer reads it, tell these as well"
                    legend_class="govuk-fieldset__legend--s"
                    items=choices(some)
                    values=ticked
                    error=other_fault
                    small=true
                />
            </div>
        }
    });
    view! { <Details summary="Tell people and parties" open>{all}{some}</Details> }.into_any()
}

fn choices(tellable: Vec<Tellable>) -> Vec<Choice> {
    tellable
        .into_iter()
        .map(|one| Choice::new(one.code, one.name).hint(one.about))
        .collect()
}
