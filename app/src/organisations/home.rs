//! One organisation: its people with what they do, and who is invited.

use domain::process::{Act, OrganisationKind};
use leptos::prelude::*;
use services::{Member, Organisation, OrganisationPeople, PendingInvitation, offers::Paging};

use super::frame::{address, organisation};
use crate::{
    components::{Button, NotificationBanner, SummaryList, SummaryRow, Tag, TagColour},
    leave::may,
    london,
    page::{Asked, Away, Page, page},
    paging::{Pages, page_number, within},
};

/// People on a page.
const A_PAGE: u64 = 40;

/// `/organisations/{id}`.
#[component]
pub fn OrganisationPage() -> impl IntoView {
    page(load, show)
}

struct Shown {
    people: OrganisationPeople,
    may_change: bool,
    done: Option<&'static str>,
}

async fn load(asked: Asked) -> Result<Shown, Away> {
    let viewer = asked.viewer()?;
    let id = organisation(&asked);
    let paging = Paging::of(page_number(&asked), A_PAGE);
    let people = asked.services().people_of(viewer, &id, paging).await?;
    within(&people.members, people.page, people.pages, |page| {
        format!("/organisations/{id}?page={page}")
    })?;
    Ok(Shown {
        people,
        may_change: may(viewer, Act::ManageOrganisations),
        done: asked.query("done").and_then(done),
    })
}

/// What was done a moment ago.
fn done(code: &str) -> Option<&'static str> {
    Some(match code {
        "added" => "The organisation is added. Invite the people who act for it.",
        "saved" => "The names are saved.",
        "invited" => "The invitation is on its way.",
        "cancelled" => "The invitation is cancelled. Its link does not open any more.",
        "ended" => "The role has ended.",
        "handed-over" => "The role is handed over. Whoever takes over is told by mail.",
        "closed" => "The account is closed. Its sessions have ended everywhere.",
        "opened" => "The account is open again.",
        _ => return None,
    })
}

fn show(shown: Shown) -> impl IntoView {
    let Shown {
        people,
        may_change,
        done,
    } = shown;
    let OrganisationPeople {
        organisation,
        members,
        page: here,
        pages: last,
        total,
        invitations,
    } = people;
    let home = address(&organisation);
    let invite = format!("{home}/invite");
    let reviews = reviews(&organisation, &home);
    let name = organisation.name.clone();
    let table = if members.is_empty() {
        view! { <p class="govuk-body">"Nobody acts for it yet."</p> }.into_any()
    } else {
        table(members, &home, may_change).into_any()
    };
    let pending = (!invitations.is_empty()).then(|| pending(invitations, &home));
    let count = match total {
        1 => "1 person".to_owned(),
        total => format!("{total} people"),
    };
    // An administrator of one organisation has no list to go back to.
    let back = if may_change {
        ("Organisations", "/organisations")
    } else {
        ("Your work", "/work")
    };
    view! {
        <Page title=name.clone() back=back>
            {done.map(|words| view! { <NotificationBanner success=true text=words/> })}
            <h1 class="govuk-heading-l">{name}</h1>
            {facts(&organisation, &home, may_change)}
            {reviews}
            <h2 class="govuk-heading-m">"People"</h2>
            <Button href=invite>"Invite somebody"</Button>
            <p class="govuk-body">{count}</p>
            {table}
            <Pages here last href=move |page| format!("{home}?page={page}")/>
            {pending}
        </Page>
    }
}

fn facts(organisation: &Organisation, home: &str, may_change: bool) -> impl IntoView + use<> {
    let mut rows = vec![SummaryRow::new("Kind", organisation.kind.label())];
    if let Some(short) = &organisation.abbreviation {
        rows.push(SummaryRow::new("Said for short", short.clone()));
    }
    if let Some(prefix) = &organisation.prefix {
        rows.push(SummaryRow::new("Its offers begin with", prefix.clone()));
    }
    let change = may_change.then(|| {
        let href = format!("{home}/details");
        view! { <p class="govuk-body"><a class="govuk-link" href=href>"Change what it is called"</a></p> }
    });
    view! { <SummaryList rows/> {change} }
}

fn reviews(organisation: &Organisation, home: &str) -> Option<impl IntoView + use<>> {
    let has_reviewers = matches!(
        organisation.kind,
        OrganisationKind::Department | OrganisationKind::Agency
    );
    has_reviewers.then(|| {
        let href = format!("{home}/offers");
        view! { <p class="govuk-body"><a class="govuk-link" href=href>"Who reads which offer"</a></p> }
    })
}

fn table(members: Vec<Member>, home: &str, may_close: bool) -> impl IntoView + use<> {
    let rows: Vec<_> = members
        .chunk_by(|one, next| one.person == next.person)
        .map(|roles| person(roles, home, may_close))
        .collect();
    view! {
        <table class="govuk-table so-table">
            <caption class="govuk-visually-hidden">"People and what they do, by name"</caption>
            <thead class="govuk-table__head">
                <tr class="govuk-table__row">
                    <th scope="col" class="govuk-table__header">"Name"</th>
                    <th scope="col" class="govuk-table__header">"Role"</th>
                    <th scope="col" class="govuk-table__header">"What you can do"</th>
                </tr>
            </thead>
            <tbody class="govuk-table__body">{rows}</tbody>
        </table>
    }
}

/// Somebody, with all that they do for the organisation.
fn person(roles: &[Member], home: &str, may_close: bool) -> impl IntoView + use<> {
    let first = roles.first().cloned();
    let several = roles.len() > 1;
    let words: Vec<_> = roles.iter().map(role).collect();
    let links: Vec<_> = roles
        .iter()
        .map(|role| links(role, home, several))
        .collect();
    first.map(|Member { membership, name, email, closed, .. }| {
        let account = may_close.then(|| {
            let words = if closed {
                "Open the account again"
            } else {
                "Close the account"
            };
            link(home, &membership, "account", words.to_owned(), format!(" of {name}"))
        });
        view! {
            <tr class="govuk-table__row">
                <th scope="row" class="govuk-table__header">
                    {name}
                    <span class="so-block so-table__minor">{email}</span>
                    {closed.then(|| view! { <Tag text="Account closed" colour=TagColour::Grey/> })}
                </th>
                <td class="govuk-table__cell" data-label="Role"><span>{words}</span></td>
                <td class="govuk-table__cell" data-label="What you can do"><span>{links}{account}</span></td>
            </tr>
        }
    })
}

fn role(member: &Member) -> impl IntoView + use<> {
    let since = format!("Since {}", london::day(member.since));
    view! {
        <span class="so-block">
            {member.role.label()}
            <span class="so-block so-table__minor">{since}</span>
        </span>
    }
}

/// What can be done with one role; of several, each is named.
fn links(member: &Member, home: &str, several: bool) -> impl IntoView + use<> {
    let Member {
        membership,
        name,
        role,
        closed,
        ..
    } = member;
    let words = |does: &str| match several {
        true => format!("{does}: {role}"),
        false => format!("{does} the role"),
    };
    let about = match several {
        true => format!(" of {name}"),
        false => format!(" of {name}, {role}"),
    };
    let hand_over = (!closed).then(|| {
        link(
            home,
            membership,
            "hand-over",
            words("Hand over"),
            about.clone(),
        )
    });
    let end = link(home, membership, "end", words("End"), about.clone());
    view! { {hand_over}{end} }
}

fn link(
    home: &str,
    membership: &str,
    below: &str,
    words: String,
    about: String,
) -> impl IntoView + use<> {
    let href = format!("{home}/people/{membership}/{below}");
    view! {
        <a class="govuk-link so-block" href=href>
            {words}<span class="govuk-visually-hidden">{about}</span>
        </a>
    }
}

fn pending(invitations: Vec<PendingInvitation>, home: &str) -> impl IntoView + use<> {
    let rows: Vec<_> = invitations
        .into_iter()
        .map(|invitation| invited(invitation, home))
        .collect();
    view! {
        <h2 class="govuk-heading-m">"Invited, and not here yet"</h2>
        <table class="govuk-table so-table">
            <caption class="govuk-visually-hidden">"Invitations that wait, the newest first"</caption>
            <thead class="govuk-table__head">
                <tr class="govuk-table__row">
                    <th scope="col" class="govuk-table__header">"Email address"</th>
                    <th scope="col" class="govuk-table__header">"Role"</th>
                    <th scope="col" class="govuk-table__header">"Works until"</th>
                    <th scope="col" class="govuk-table__header">"What you can do"</th>
                </tr>
            </thead>
            <tbody class="govuk-table__body">{rows}</tbody>
        </table>
    }
}

fn invited(invitation: PendingInvitation, home: &str) -> impl IntoView + use<> {
    let href = format!("{home}/invitations/{}", invitation.id);
    let about = format!(" of {}", invitation.email);
    let until = london::clock(invitation.expires_at);
    let expired = invitation
        .expired
        .then(|| view! { " " <Tag text="Expired" colour=TagColour::Red/> });
    let by = invitation
        .invited_by
        .map(|name| format!("Invited by {name} on {}", london::day(invitation.sent_at)));
    view! {
        <tr class="govuk-table__row">
            <th scope="row" class="govuk-table__header">
                {invitation.email}
                <span class="so-block so-table__minor">{by}</span>
            </th>
            <td class="govuk-table__cell" data-label="Role">{invitation.role.label()}</td>
            <td class="govuk-table__cell" data-label="Works until"><span>{until}{expired}</span></td>
            <td class="govuk-table__cell" data-label="What you can do">
                <a class="govuk-link" href=href>
                    "Send again or cancel"<span class="govuk-visually-hidden">" the invitation"{about}</span>
                </a>
            </td>
        </tr>
    }
}
