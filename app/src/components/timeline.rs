//! What happened, newest first: the timeline of the Ministry of Justice's pattern library.

use leptos::prelude::*;

use super::{Heading, MaybeText};

/// One thing that happened.
///
/// ```ignore
/// TimelineEntry::new("Offer submitted", "2013-02-04T10:12:00Z", "4 February 2013 at 10:12am")
///     .by("Sam, Kent County Council")
///     .body(view! { <p class="govuk-body">"First submission"</p> })
/// ```
pub struct TimelineEntry {
    title: String,
    by: MaybeText,
    datetime: String,
    when: String,
    body: Option<AnyView>,
}

impl TimelineEntry {
    /// `datetime` is what machines read (RFC 3339), `when` what people do.
    pub fn new(
        title: impl Into<String>,
        datetime: impl Into<String>,
        when: impl Into<String>,
    ) -> Self {
        Self {
            title: title.into(),
            by: MaybeText::default(),
            datetime: datetime.into(),
            when: when.into(),
            body: None,
        }
    }

    pub fn by(mut self, who: impl Into<MaybeText>) -> Self {
        self.by = who.into();
        self
    }

    pub fn body(mut self, body: impl IntoAny) -> Self {
        self.body = Some(body.into_any());
        self
    }
}

/// `<Timeline entries=entries/>`
#[component]
pub fn Timeline(
    entries: Vec<TimelineEntry>,
    #[prop(default = 2)] heading_level: u8,
) -> impl IntoView {
    let items: Vec<_> = entries
        .into_iter()
        .map(|entry| {
            let by = entry.by.into_option().map(|who| {
                view! { <p class="moj-timeline__byline">{format!("by {who}")}</p> }
            });
            let body = entry
                .body
                .map(|body| view! { <div class="moj-timeline__description">{body}</div> });
            view! {
                <div class="moj-timeline__item">
                    <div class="moj-timeline__header">
                        <Heading level=heading_level class="moj-timeline__title">
                            {entry.title}
                        </Heading>
                        " "
                        {by}
                    </div>
                    <p class="moj-timeline__date">
                        <time datetime=entry.datetime>{entry.when}</time>
                    </p>
                    {body}
                </div>
            }
        })
        .collect();
    view! { <div class="moj-timeline">{items}</div> }
}
