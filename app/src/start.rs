//! The start page: what this is, and the way in.

use leptos::prelude::*;

use crate::{
    components::Button,
    page::{Asked, Away, Page, page},
};

#[component]
pub fn StartPage() -> impl IntoView {
    page(load, show)
}

async fn load(asked: Asked) -> Result<(), Away> {
    match asked.signed_in() {
        Some(_) => Err(Away::To("/work".to_owned())),
        None => Ok(()),
    }
}

fn show((): ()) -> impl IntoView {
    view! {
        <Page title="Single Offer" narrow=true>
            <h1 class="govuk-heading-xl">"Single Offer"</h1>
            <p class="govuk-body-l">
                "Places and government departments use this service to strike one bargain about a whole area."
            </p>
            <p class="govuk-body">
                "A place says what it will achieve and what that will save. It asks for the freedoms it needs to do so."
            </p>
            <p class="govuk-body">
                "Departments answer term by term, until both sides can sign. Then each can see how the other keeps its word."
            </p>
            <Button href="/sign-in" start=true>"Sign in"</Button>
        </Page>
    }
}
