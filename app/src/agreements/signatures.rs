//! Who signs, who has signed, and whose turn it is.

use domain::agreement::{Bound, Capacity, Mark, SheetState, Signatory, SigningParty};
use domain::process::department;
use leptos::prelude::*;

use crate::{
    components::{Cell, Column, Table, Tag, TagColour},
    london,
};

/// A row for each signatory, in the order in which they sign.
#[component]
pub fn Signatures(
    signatories: Vec<Signatory>,
    parties: Vec<Bound>,
    state: SheetState,
    /// What stands behind a signatory whose turn it is, such as a button.
    #[prop(optional)]
    beside: Option<fn(&Signatory) -> AnyView>,
) -> impl IntoView {
    let mut signatories = signatories;
    signatories.sort_by_key(Signatory::rank);
    let turn = turn(&signatories, state);
    let rows: Vec<Vec<Cell>> = signatories
        .iter()
        .map(|one| {
            let due = turn == Some(one.rank()) && one.mark.is_none();
            let beside = beside
                .filter(|_| due)
                .map(|beside| view! { " " {beside(one)} });
            vec![
                Cell::from(party_name(&one.party, &parties)),
                Cell::new(who(one)),
                Cell::from(match one.capacity {
                    Capacity::Approver => "Approves",
                    Capacity::Signer => "Signs",
                }),
                Cell::new(view! { {stands(one, due, state)} {beside} }),
            ]
        })
        .collect();
    let head = vec![
        Column::text("For"),
        Column::text("Who"),
        Column::text("Does what"),
        Column::text("Where it stands"),
    ];
    view! { <Table caption="Signatures, in their order" caption_class="govuk-visually-hidden" head rows row_headers=true class="so-signatures"/> }
}

/// The first step at which somebody has not signed.
fn turn(signatories: &[Signatory], state: SheetState) -> Option<(Capacity, u32)> {
    let waiting = signatories.iter().filter(|one| one.mark.is_none());
    waiting
        .map(Signatory::rank)
        .min()
        .filter(|_| state == SheetState::Open)
}

/// The name of a party as the text has it.
pub fn party_name(party: &SigningParty, parties: &[Bound]) -> String {
    let bound = parties.iter().find(|bound| bound.party == *party);
    bound.map_or_else(
        || match party {
            SigningParty::Place => "The place".to_owned(),
            SigningParty::Partner(_) => "A partner".to_owned(),
            SigningParty::Department(id) => department(id.as_str())
                .map_or_else(|| id.to_string(), |found| found.name.to_owned()),
        },
        |bound| bound.name.clone(),
    )
}

fn who(one: &Signatory) -> impl IntoView + use<> {
    let named = one.named.clone();
    let handed: Vec<_> = one
        .handed
        .iter()
        .map(|handover| {
            let to = format!("{}, {}", handover.to.name, handover.to.office);
            let day = london::day(handover.at);
            let words = match handover.taken_back {
                None => format!("Asked {to} to sign instead, on {day}: {}", handover.reason),
                Some(back) => format!(
                    "Had asked {to} on {day}, and took that back on {}. The reason that was given: {}",
                    london::day(back),
                    handover.reason
                ),
            };
            view! { <span class="so-block so-table__minor">{words}</span> }
        })
        .collect();
    view! { <bdi>{named.name}</bdi> <span class="so-block so-table__minor">{named.office}</span> {handed} }
}

fn stands(one: &Signatory, due: bool, state: SheetState) -> AnyView {
    match &one.mark {
        Some(Mark::Signed(signature)) => {
            let words = match one.capacity {
                Capacity::Approver => "Approved",
                Capacity::Signer => "Signed",
            };
            let at = london::clock(signature.at);
            let by = signature.on_behalf_of.as_ref().map(|_| {
                let by = format!("By {}, {}", signature.by.name, signature.by.office);
                view! { <span class="so-block so-table__minor">{by}</span> }
            });
            view! {
                <Tag text=words colour=TagColour::Green/>
                <span class="so-block so-table__minor">{at}</span>
                {by}
            }
            .into_any()
        }
        Some(Mark::Refused(refused)) => {
            let at = london::clock(refused.at);
            view! {
                <Tag text="Refused" colour=TagColour::Red/>
                <span class="so-block so-table__minor">{at}</span>
            }
            .into_any()
        }
        None if due => view! { <Tag text="Their turn" colour=TagColour::Blue/> }.into_any(),
        None if state == SheetState::Open => {
            view! { <Tag text="After the others" colour=TagColour::Grey/> }.into_any()
        }
        None => view! { <Tag text="Did not sign" colour=TagColour::Grey/> }.into_any(),
    }
}

/// How a sheet stands, in a word with a colour that only underlines it.
pub const fn state(state: SheetState) -> (&'static str, TagColour) {
    match state {
        SheetState::Open => ("Out for signature", TagColour::Blue),
        SheetState::Signed => ("Signed by everybody", TagColour::Green),
        SheetState::Refused => ("Refused", TagColour::Red),
        SheetState::Expired => ("Time ran out", TagColour::Grey),
        SheetState::Recalled => ("Recalled", TagColour::Grey),
        SheetState::Withdrawn => ("Offer withdrawn", TagColour::Grey),
        SheetState::Superseded => ("Replaced", TagColour::Grey),
    }
}
