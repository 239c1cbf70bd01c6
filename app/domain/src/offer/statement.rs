//! What an offer says about one partner and its money: what that partner confirms.

use super::matter::Key;
use super::proposal::Proposal;
use serde::{Deserialize, Serialize};

/// Heading and words, in order. Two statements are equal when the partner would read the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement(pub Vec<(String, String)>);

/// Everything that the offer says about the partner `key`: its role, its money, what it bears and gains.
pub fn statement(proposal: &Proposal, key: &Key) -> Statement {
    let mut says = Vec::new();
    let me = key.as_str();
    let around = proposal.around();
    if let Some((_, partner)) = proposal.partners().find(|(other, _)| *other == key) {
        says.push(("Organisation".to_owned(), partner.name.clone()));
        if let Some(role) = partner.role {
            says.push(("Role in the offer".to_owned(), role.label().to_owned()));
        }
        says.push(("What it brings and does".to_owned(), partner.brings.clone()));
    }
    for (_, outcome) in proposal
        .outcomes()
        .filter(|(_, outcome)| outcome.lead == me)
    {
        says.push(("Leads the outcome".to_owned(), outcome.statement.clone()));
    }
    for (_, budget) in proposal.budgets() {
        let kind = budget.kind.map(|kind| kind.label()).unwrap_or_default();
        if budget.host == me {
            says.push((
                format!("Hosts the budget “{}”", budget.title),
                kind.to_owned(),
            ));
        }
        for one in budget
            .contributions
            .iter()
            .filter(|one| one.organisation == me)
        {
            let amounts = around.years.iter().filter_map(|year| {
                let amount = one.amount.get(year)?.value()?;
                Some(format!("{year}: {amount}"))
            });
            let from = if one.fund.is_empty() {
                String::new()
            } else {
                format!(" from {}", one.fund)
            };
            says.push((
                format!("Puts into the budget “{}”{from}", budget.title),
                [kind.to_owned()]
                    .into_iter()
                    .filter(|kind| !kind.is_empty())
                    .chain(amounts)
                    .collect::<Vec<_>>()
                    .join("\n"),
            ));
        }
    }
    for (_, line) in proposal.lines() {
        if line.bearer == me {
            says.push((
                "Bears the work of the saving".to_owned(),
                line.title.clone(),
            ));
        }
        for share in line.accrues.iter().filter(|share| share.body == me) {
            if let Some(part) = share.part.value() {
                says.push((
                    format!("Saves money through “{}”", line.title),
                    format!("{part} of the saving"),
                ));
            }
        }
    }
    for (_, investment) in proposal
        .investments()
        .filter(|(_, investment)| investment.investor == me)
    {
        let amounts = around
            .years
            .iter()
            .filter_map(|year| Some(format!("{year}: {}", investment.amount.get(year)?.value()?)));
        says.push((
            format!("Invests in “{}”", investment.title),
            amounts.collect::<Vec<_>>().join("\n"),
        ));
    }
    for share in proposal
        .sharing()
        .partners
        .iter()
        .filter(|share| share.body == me)
    {
        if let Some(part) = share.part.value() {
            says.push(("Share of what stays local".to_owned(), part.to_string()));
        }
    }
    if proposal.governance().accountable_body == me {
        says.push((
            "Accountable body".to_owned(),
            "For the whole offer".to_owned(),
        ));
    }
    Statement(says)
}
