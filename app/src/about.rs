//! What every public service owes its users to say: accessibility, privacy, cookies.

use leptos::prelude::*;

use crate::page::Page;

#[component]
pub fn AccessibilityPage() -> impl IntoView {
    view! {
        <Page title="Accessibility statement" narrow=true>
            <h1 class="govuk-heading-l">"Accessibility statement"</h1>
            <p class="govuk-body">
                "We want as many people as possible to be able to use this service. You should be able to:"
            </p>
            <ul class="govuk-list govuk-list--bullet">
                <li>"enlarge the text to four times its size without losing anything"</li>
                <li>"do everything with a keyboard alone"</li>
                <li>"do everything with a screen reader"</li>
                <li>"do everything with JavaScript turned off"</li>
            </ul>
            <h2 class="govuk-heading-m">"How accessible it is"</h2>
            <p class="govuk-body">
                "The service is built to meet level AA of the Web Content Accessibility Guidelines, version 2.2. "
                "An automatic check of its pages runs with every change. "
                "It has not been audited by an independent body yet."
            </p>
            <h2 class="govuk-heading-m">"If something does not work for you"</h2>
            <p class="govuk-body">
                "Tell the programme office that invited you. Say which page it was and what you use to read it."
            </p>
        </Page>
    }
}

#[component]
pub fn PrivacyPage() -> impl IntoView {
    view! {
        <Page title="Privacy" narrow=true>
            <h1 class="govuk-heading-l">"Privacy"</h1>
            <h2 class="govuk-heading-m">"What is held about you"</h2>
            <ul class="govuk-list govuk-list--bullet">
                <li>"your name, your email address, and the organisations you act for"</li>
                <li>"what you write here and what you do here, with the time"</li>
                <li>"when a link to sign in was asked for, and from which network address"</li>
            </ul>
            <h2 class="govuk-heading-m">"Who sees it"</h2>
            <p class="govuk-body">
                "People in the same offer see your name beside what you did in it. "
                "Nobody in government sees a draft before the place submits it."
            </p>
            <h2 class="govuk-heading-m">"How long it is kept"</h2>
            <p class="govuk-body">
                "What you did stays in the history of the offer. Your name and address are kept apart from that history, "
                "so that they can be erased and the history can still be checked. "
                "Mail to you stays in our records for 400 days after it was sent, without its text."
            </p>
            <h2 class="govuk-heading-m">"To see, correct or erase what is held"</h2>
            <p class="govuk-body">"Ask the programme office that invited you."</p>
        </Page>
    }
}

#[component]
pub fn CookiesPage() -> impl IntoView {
    view! {
        <Page title="Cookies" narrow=true>
            <h1 class="govuk-heading-l">"Cookies"</h1>
            <p class="govuk-body">
                "This service sets one cookie, when you sign in. It is needed to keep you signed in, "
                "and says nothing about you to anybody else."
            </p>
            <table class="govuk-table">
                <caption class="govuk-table__caption govuk-table__caption--s">"The cookie"</caption>
                <thead class="govuk-table__head">
                    <tr class="govuk-table__row">
                        <th scope="col" class="govuk-table__header">"Name"</th>
                        <th scope="col" class="govuk-table__header">"What it is for"</th>
                        <th scope="col" class="govuk-table__header">"Expires"</th>
                    </tr>
                </thead>
                <tbody class="govuk-table__body">
                    <tr class="govuk-table__row">
                        <th scope="row" class="govuk-table__header">"session"</th>
                        <td class="govuk-table__cell">"Keeps you signed in"</td>
                        <td class="govuk-table__cell">"After 12 hours without use, 7 days after you sign in, or when you sign out"</td>
                    </tr>
                </tbody>
            </table>
            <p class="govuk-body">"There are no cookies for statistics or advertising."</p>
        </Page>
    }
}
