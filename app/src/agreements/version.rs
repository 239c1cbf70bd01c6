//! `/agreements/{ref}/versions/{n}`: the whole text of one version, with its signatures.

use leptos::prelude::*;
use services::agreements::AgreementView;

use super::{
    at,
    parts::{digest, documents, head, in_force},
    signatures::Signatures,
    text::whole,
};
use crate::page::{Asked, Away, Page, page};

/// `/agreements/{ref}/versions/{n}`.
#[component]
pub fn VersionPage() -> impl IntoView {
    page(load, show)
}

async fn load(asked: Asked) -> Result<AgreementView, Away> {
    let version = at::version(&asked)?;
    Ok(at::read(&asked, Some(version)).await?)
}

fn show(view: AgreementView) -> impl IntoView {
    let version = view.version;
    let (reference, title) = (view.reference.to_string(), &view.content.head.title);
    let name = format!("{title}: agreement {reference}, version {version}");
    let home = format!("/agreements/{reference}");
    let changes = (version > 1).then(|| {
        let href = format!("{home}/versions/{version}/changes");
        view! { <p class="govuk-body"><a class="govuk-link" href=href>{format!("What version {version} changes")}</a></p> }
    });
    let text = whole(&view.content).into_view();
    view! {
        <Page title=name back=(format!("Agreement {reference}"), home)>
            {head(&view)}
            {in_force(&view)}
            {changes}
            {text}
            <section class="so-section" aria-labelledby="signatures">
                <h2 class="govuk-heading-l" id="signatures">"Signatures"</h2>
                <Signatures
                    signatories=view.signatories.clone()
                    parties=view.content.parties.clone()
                    state=view.state
                />
            </section>
            <h2 class="govuk-heading-m" id="documents">"Documents"</h2>
            {documents(&view)}
            {digest(&view)}
        </Page>
    }
}
