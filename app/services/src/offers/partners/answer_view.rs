//! The page on which a partner reads what is said about it and its money, and answers.

use domain::form::Entry;
use domain::money::{FinancialYear, Pence};
use domain::offer::{AnswerState, Key, Proposal, Statement};
use domain::process::{Act, Reference, Role, permit};

use super::Said;
use super::answer::asked;
use crate::offers::content::Content;
use crate::offers::head::Head;
use crate::offers::parties::Parties;
use crate::offers::sight::Seen;
use crate::offers::{Offers, PartnerAnswer};
use crate::{Refusal, Viewer};

/// What a partner is asked to confirm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerView {
    pub reference: Reference,
    /// Of the offer.
    pub title: String,
    pub place_name: String,
    /// The offer in short.
    pub summary: String,
    pub key: Key,
    /// The name of the partner.
    pub partner: String,
    pub statement: Statement,
    /// To be sent back with the answer, so that nobody confirms what they were not shown.
    pub digest: String,
    pub years: Vec<FinancialYear>,
    /// What it puts in, in each of the years.
    pub money: Vec<MoneyLine>,
    pub answer: PartnerAnswer,
    /// What they answered to last, where they have.
    pub answered_to: Option<Statement>,
    /// Whether this viewer can answer for the partner now.
    pub may_answer: bool,
}

/// Money that a partner puts in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyLine {
    pub title: String,
    /// In each year of the offer; none where nothing is given.
    pub amounts: Vec<Option<Pence>>,
}

impl Offers<'_> {
    /// For the partner itself, and for the place that asked it. Not found for anybody else.
    pub async fn answer_view(
        &self,
        viewer: &Viewer,
        reference: &Reference,
        key: &Key,
    ) -> Result<AnswerView, Refusal> {
        let db = self.services.read();
        let head = Head::find(db, reference).await?;
        let content = Content::now(db, &head).await?;
        let parties = Parties {
            partners: asked(&content),
            departments: Vec::new(),
        };
        let seen = Seen::by(
            viewer,
            Act::ReadInvitation,
            head,
            parties,
            reference,
            self.services.today(),
        )?;
        let given = content.answers.get(key).ok_or(Refusal::NotFound)?;
        let said = Said::of(&content.proposal, key)?;
        let may_answer = given.state != AnswerState::Declined
            && seen.hats.iter().any(|hat| {
                hat.role == Role::Partner
                    && given.row.organisation_id.as_deref() == Some(hat.organisation.as_str())
                    && permit(Some(hat), Act::AnswerInvitation, Some(&seen.facts)).is_allowed()
            });
        let scope = content.proposal.scope();
        Ok(AnswerView {
            reference: seen.head.reference.clone(),
            title: scope.title.clone(),
            place_name: seen.head.place_name.clone(),
            summary: scope.summary.clone(),
            key: key.clone(),
            partner: said.partner,
            statement: said.statement,
            digest: said.digest,
            years: content.proposal.years(),
            money: money(&content.proposal, key),
            answer: given.into(),
            answered_to: given
                .row
                .statement
                .as_deref()
                .map(serde_json::from_str)
                .transpose()?,
            may_answer,
        })
    }
}

/// Every contribution and investment of the partner.
fn money(proposal: &Proposal, key: &Key) -> Vec<MoneyLine> {
    let years = proposal.years();
    let line = |title: String, by_year: &std::collections::BTreeMap<_, Entry<Pence>>| MoneyLine {
        title,
        amounts: years
            .iter()
            .map(|year| by_year.get(year).and_then(|amount| amount.value().copied()))
            .collect(),
    };
    let contributions = proposal.budgets().flat_map(|(_, budget)| {
        budget
            .contributions
            .iter()
            .filter(|one| one.organisation == key.as_str())
            .map(|one| line(budget.title.clone(), &one.amount))
            .collect::<Vec<_>>()
    });
    let investments = proposal
        .investments()
        .filter(|(_, one)| one.investor == key.as_str())
        .map(|(_, one)| line(one.title.clone(), &one.amount));
    contributions.chain(investments).collect()
}
