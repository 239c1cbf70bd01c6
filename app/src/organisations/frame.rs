//! What the pages of one organisation share.

use domain::form::Sheet;
use domain::process::{Act, OrganisationId};
use leptos::prelude::*;
use services::{Member, Organisation, Refusal};

use crate::{
    components::{
        ButtonGroup, Cell, Column, ErrorSummary, NotificationBanner, SummaryError, Table,
    },
    leave::leave_to_act_for,
    page::{Asked, Page},
    posts::{Answer, Form, Typed},
};

/// The organisation that the address names. It need not be there.
pub fn organisation(asked: &Asked) -> OrganisationId {
    asked.param("id").into()
}

/// Its page.
pub fn address(organisation: &Organisation) -> String {
    format!("/organisations/{}", organisation.id)
}

/// The way back to it.
pub fn back(organisation: &Organisation) -> (String, String) {
    (organisation.name.clone(), address(organisation))
}

/// The role of a person that the address names, where the worn hat may do this with it.
///
/// # Errors
/// Not found, and as `leave_to_act_for`.
pub async fn member(asked: &Asked, act: Act) -> Result<(Organisation, Member), Refusal> {
    let id = organisation(asked);
    leave_to_act_for(asked, act, &id)?;
    asked
        .services()
        .member(asked.viewer()?, act, &id, asked.param("membership"))
        .await
}

/// Whether the role in the address is the viewer’s own.
pub async fn is_own(asked: &Asked) -> bool {
    let Ok((_, member)) = member(asked, Act::ManagePeople).await else {
        return false;
    };
    asked
        .signed_in()
        .is_some_and(|viewer| viewer.person == member.person)
}

/// Back to the organisation; who has given up a role of their own may not see it any more.
pub fn after(organisation: &OrganisationId, own: bool, done: &str) -> Answer {
    if own {
        Answer::to("/account/roles?done=left")
    } else {
        Answer::to(format!("/organisations/{organisation}?done={done}"))
    }
}

/// What the summary of a form lists.
pub fn errors(typed: Option<&Typed>) -> Vec<SummaryError> {
    let faults = typed
        .map(|typed| typed.faults.as_slice())
        .unwrap_or_default();
    faults
        .iter()
        .map(|fault| SummaryError::at(fault.field.clone(), fault.words.clone()))
        .collect()
}

/// A page that asks once more before something is done: what it comes to, the buttons, and the way back.
#[component]
pub fn Confirm(
    organisation: Organisation,
    heading: String,
    #[prop(optional)] errors: Vec<SummaryError>,
    /// What does it.
    buttons: AnyView,
    /// The words of the link that leaves everything as it is.
    #[prop(default = "Cancel")]
    leave: &'static str,
    /// What it comes to.
    children: Children,
) -> impl IntoView {
    let home = address(&organisation);
    view! {
        <Page title=heading.clone() back=back(&organisation) narrow=true>
            <ErrorSummary errors/>
            <span class="govuk-caption-l">{organisation.name.clone()}</span>
            <h1 class="govuk-heading-l">{heading}</h1>
            {children()}
            <Form>
                <ButtonGroup>
                    {buttons}
                    <a class="govuk-link" href=home>{leave}</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}

/// Somebody saved first: both texts side by side where they differ. The form below holds one’s own.
#[component]
pub fn BothTexts(mine: Sheet, theirs: Sheet) -> impl IntoView {
    let rows: Vec<Vec<Cell>> = theirs
        .fields()
        .into_iter()
        .filter_map(|field| {
            let own = mine.field(&field.name)?;
            let shown = |words: String| match words.as_str() {
                "" => "Nothing".to_owned(),
                _ => words,
            };
            (own.texts() != field.texts()).then(|| {
                vec![
                    field.full_label().into(),
                    shown(own.words()).into(),
                    shown(field.words()).into(),
                ]
            })
        })
        .collect();
    let table = (!rows.is_empty()).then(|| {
        let head = vec![
            Column::text("What differs"),
            Column::text("Yours"),
            Column::text("Saved in between"),
        ];
        view! { <Table caption="Both texts" head rows row_headers=true/> }
    });
    view! {
        <NotificationBanner title="Not saved">
            <p class="govuk-notification-banner__heading">
                "Somebody else in the programme office saved this while you were writing."
            </p>
            <p class="govuk-body">
                "Nothing of yours is lost: the form below holds what you typed. Put into it what you want to keep of theirs, and save again."
            </p>
        </NotificationBanner>
        {table}
    }
}
