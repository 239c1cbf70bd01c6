//! Terms that come back on the table by what happens to an agreement: a refusal to sign, or a variation.

use domain::negotiation::TermState;
use domain::offer::Kept;
use domain::process::{Bargain, Event, Hat, OfferFacts, Rooms};

use super::letters;
use super::load::terms;
use super::open::OpenTerm;
use crate::Refusal;
use crate::offers::content::Content;
use crate::offers::sight::Open;

/// Opens these terms again for the same reason, each that is not open already; everybody is asked again. An act that
/// is under way goes on in what it answers.
pub(crate) async fn reopen_terms(
    open: Open,
    facts: OfferFacts,
    hat: Hat,
    numbers: &[u32],
    reason: &str,
) -> Result<Open, Refusal> {
    let mut table = Table { open, facts, hat };
    for number in numbers {
        let mut one = table.term(*number).await?;
        if one.before != TermState::Open {
            one.reopen(reason).await?;
        }
        table = one.into();
    }
    Ok(table.open)
}

/// Has these terms say again what the agreement in force says of them, by number, and stand as it was signed: a
/// variation over them has ended, and nothing waits on them any more.
pub(crate) async fn put_back(
    open: Open,
    facts: OfferFacts,
    hat: Hat,
    signed: Vec<(u32, Vec<Kept>)>,
    reason: &str,
) -> Result<Open, Refusal> {
    let mut table = Table { open, facts, hat };
    for (number, matters) in signed {
        let mut one = table.term(number).await?;
        let says = one.tracked.term.current.matters.iter();
        let is_so = says.map(|kept| (&kept.key, &kept.matter));
        let is_so = is_so.eq(matters.iter().map(|kept| (&kept.key, &kept.matter)));
        let is_closed = matches!(one.before, TermState::Withdrawn | TermState::Refused);
        if !is_so || is_closed {
            if one.before != TermState::Open {
                one.tracked.term.reopen(reason)?;
            }
            if is_closed {
                one.bring_back().await?;
            }
            if !is_so {
                let current = one.tracked.term.current.number;
                one.put_forward(current, matters, reason).await?;
            }
        }
        one.tracked.term.stand_as_signed();
        one.write_down().await?;
        table = one.into();
    }
    Ok(table.open)
}

/// An act on several terms, one after the other.
struct Table {
    open: Open,
    facts: OfferFacts,
    hat: Hat,
}

impl Table {
    /// The term of this number as it stands now.
    async fn term(self, number: u32) -> Result<OpenTerm, Refusal> {
        let Self { open, facts, hat } = self;
        let Open { act, head } = open;
        let rooms = Rooms::of(&hat, &facts);
        let content = Content::now(act.db(), &head).await?;
        let found = terms(
            act.db(),
            &head.row.id,
            &content.proposal,
            rooms,
            Some(number),
        );
        let tracked = found.await?.pop().ok_or(Refusal::NotFound)?;
        Ok(OpenTerm {
            before: tracked.term.state(),
            act,
            head,
            facts,
            hat,
            rooms,
            content,
            tracked,
        })
    }
}

impl From<OpenTerm> for Table {
    fn from(one: OpenTerm) -> Self {
        let OpenTerm {
            act,
            head,
            facts,
            hat,
            ..
        } = one;
        Self {
            open: Open { act, head },
            facts,
            hat,
        }
    }
}

impl OpenTerm {
    pub(super) async fn reopen(&mut self, reason: &str) -> Result<(), Refusal> {
        if self.before != TermState::Open {
            self.tracked.term.reopen(reason)?;
        }
        self.tracked.opened_at = Some(self.act.now());
        let step = Bargain::TermReopened {
            about: self.name(),
            reason: reason.to_owned(),
        };
        self.act.record(&self.head.row.id, &Event::Bargain(step))?;
        letters::term_reopened(self, reason).await?;
        match self.before {
            TermState::Withdrawn | TermState::Refused => self.bring_back().await?,
            TermState::Agreed | TermState::Open => {}
        }
        self.keep().await
    }
}
