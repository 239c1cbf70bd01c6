//! Your work: what waits for somebody, longest first, and what they wait for.

mod count;
mod hats;
mod keys;
mod lines;
mod mention_lines;
mod nobody_lines;
mod sheet_lines;
mod term_lines;
mod turns;
mod wording_lines;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::negotiation::PartyId;
use domain::process::{Hat, Reference};

pub use self::count::COUNTED_TO;
use self::hats::Hats;
use self::keys::{ANSWER, Key, MENTION, NOBODY, OFFER, SHEET, TERM, WORDING};
use self::lines::{AnswerLine, OfferLine, answer_lines, offer_lines};
use self::mention_lines::{MentionLine, mention_lines};
use self::nobody_lines::{NobodyLine, nobody, nobody_lines};
use self::sheet_lines::{SheetLine, sheet_lines};
use self::term_lines::{TermLine, term_lines};
use self::wording_lines::{WordingLine, wording_lines};
use super::{Offers, Paging};
use crate::{Refusal, Viewer};

/// What waits, on both sides of one person. Each a page, the longest waiting first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    pub waits_for_me: Vec<Item>,
    pub page: u64,
    /// At least so many: beyond [`COUNTED_TO`] nobody counts, and each full page leads on to the next.
    pub pages: u64,
    /// Of what waits for me, up to [`COUNTED_TO`].
    pub total: u64,
    pub i_wait_for: Vec<Item>,
    pub others_page: u64,
    pub others_pages: u64,
    /// Of what I wait for, up to [`COUNTED_TO`]: what several terms of an offer wait for is one thing.
    pub others_total: u64,
}

/// One thing that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub reference: Reference,
    /// Of the offer.
    pub title: String,
    pub place_name: String,
    /// What is to be done, or by whom.
    pub what: String,
    pub since: DateTime<Utc>,
    /// Where it is done.
    pub address: String,
    pub button: &'static str,
    /// Whoever has to act can be reminded of it in one press.
    pub remind: Option<Remind>,
    /// The hats under which it waits; there is at least one.
    pub hats: Vec<Hat>,
}

/// How somebody is reminded: by a post to this address, of the code of this party as `party`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remind {
    pub address: String,
    /// None for the champion.
    pub party: Option<PartyId>,
}

impl Offers<'_> {
    /// What waits for this viewer under any of their hats, and the first page of what they wait for.
    pub async fn work(&self, viewer: &Viewer, paging: Paging) -> Result<Work, Refusal> {
        let others = Paging::of(1, paging.size());
        self.work_on_both_sides(viewer, paging, others).await
    }

    /// The same with any page of what they wait for. Ten statements at most, however much waits: one for each sort
    /// of thing on the pages, and none of them counts further than [`COUNTED_TO`].
    pub async fn work_on_both_sides(
        &self,
        viewer: &Viewer,
        mine: Paging,
        others: Paging,
    ) -> Result<Work, Refusal> {
        let all = viewer.hats();
        let hats = Hats(&all);
        let [my_keys, other_keys] = self
            .found([
                (keys::for_me(&hats), mine),
                (keys::for_others(&hats), others),
            ])
            .await?;
        let both = my_keys.keys.iter().chain(&other_keys.keys);
        let lines = self.lines(both, &hats).await?;
        let mut waits_for_me = Vec::new();
        for key in &my_keys.keys {
            waits_for_me.extend(lines.for_me(key, &hats)?);
        }
        let mut i_wait_for = Vec::new();
        for key in &other_keys.keys {
            i_wait_for.extend(lines.for_others(key, &hats)?);
        }
        Ok(Work {
            waits_for_me,
            page: mine.page(),
            pages: my_keys.pages,
            total: my_keys.total,
            i_wait_for,
            others_page: others.page(),
            others_pages: other_keys.pages,
            others_total: other_keys.total,
        })
    }

    /// How much waits for this viewer, for the navigation: up to [`COUNTED_TO`], so that it costs every page the same
    /// however many offers there are. One statement, and none for who has nothing to do here.
    pub async fn work_count(&self, viewer: &Viewer) -> Result<u64, Refusal> {
        let [count] = self.count([keys::for_me(&Hats(&viewer.hats()))]).await?;
        Ok(count)
    }

    async fn lines<'k>(
        &self,
        keys: impl Iterator<Item = &'k Key> + Clone,
        hats: &Hats<'_>,
    ) -> Result<Lines, Refusal> {
        let db = self.services.read();
        let ids = |sort: &str| -> Vec<&'k str> {
            let of_sort = keys.clone().filter(|key| key.sort == sort);
            of_sort.map(|key| key.id.as_str()).collect()
        };
        let mut lines = Lines::default();
        let offers = ids(OFFER);
        if !offers.is_empty() {
            for line in offer_lines(&offers).all(db).await? {
                lines.offers.insert(line.id.clone(), line);
            }
        }
        let answers = ids(ANSWER);
        if !answers.is_empty() {
            for line in answer_lines(&answers).all(db).await? {
                lines.answers.insert(line.id.clone(), line);
            }
        }
        let terms = ids(TERM);
        if !terms.is_empty() {
            let today = self.services.today();
            for line in term_lines(&terms, today).all(db).await? {
                lines.terms.insert(line.id.clone(), line);
            }
        }
        if let (wording, Some(waiting)) = (ids(WORDING), hats.wording_for_me())
            && !wording.is_empty()
        {
            for line in wording_lines(waiting, &wording).all(db).await? {
                lines.wording.insert(line.id.clone(), line);
            }
        }
        if let (mentions, Some(waiting)) = (ids(MENTION), hats.mentions_for_me())
            && !mentions.is_empty()
        {
            for line in mention_lines(waiting, &mentions).all(db).await? {
                lines.mentions.insert(line.id.clone(), line);
            }
        }
        if let (sheets, Some(wanted)) = (ids(SHEET), hats.signatures_for_me())
            && !sheets.is_empty()
        {
            for line in sheet_lines(wanted, &sheets).all(db).await? {
                lines.sheets.insert(line.id.clone(), line);
            }
        }
        let nobody = ids(NOBODY);
        if !nobody.is_empty() {
            for line in nobody_lines(&nobody).all(db).await? {
                lines.nobody.entry(line.key()).or_default().push(line);
            }
        }
        Ok(lines)
    }
}

/// What is known of each thing, by its id.
#[derive(Default)]
struct Lines {
    offers: BTreeMap<String, OfferLine>,
    answers: BTreeMap<String, AnswerLine>,
    terms: BTreeMap<String, TermLine>,
    wording: BTreeMap<String, WordingLine>,
    mentions: BTreeMap<String, MentionLine>,
    nobody: BTreeMap<String, Vec<NobodyLine>>,
    sheets: BTreeMap<String, SheetLine>,
}

impl Lines {
    /// None where it went in the moment between two statements.
    fn for_me(&self, key: &Key, hats: &Hats<'_>) -> Result<Option<Item>, Refusal> {
        let id = &key.id;
        match key.sort.as_str() {
            ANSWER => {
                let line = self.answers.get(id).cloned();
                line.map(|line| line.for_me(hats)).transpose()
            }
            TERM => {
                let line = self.terms.get(id).cloned();
                line.map(|line| line.for_me(hats)).transpose()
            }
            WORDING => {
                let line = self.wording.get(id).cloned();
                line.map(|line| line.for_me(hats)).transpose()
            }
            MENTION => {
                let line = self.mentions.get(id).cloned();
                line.map(|line| line.for_me(hats)).transpose()
            }
            SHEET => {
                let line = self.sheets.get(id).cloned();
                line.map(|line| line.for_me(hats)).transpose()
            }
            NOBODY => nobody(self.nobody.get(id).map_or(&[], Vec::as_slice), hats),
            _ => {
                let line = self.offers.get(id).cloned();
                line.map(|line| line.for_me(hats)).transpose()
            }
        }
    }

    fn for_others(&self, key: &Key, hats: &Hats<'_>) -> Result<Option<Item>, Refusal> {
        let id = &key.id;
        match key.sort.as_str() {
            ANSWER => {
                let line = self.answers.get(id).cloned();
                line.map(|line| line.for_others(hats)).transpose()
            }
            TERM => {
                let line = self.terms.get(id).cloned();
                line.map(|line| line.for_others(hats)).transpose()
            }
            _ => {
                let line = self.offers.get(id).cloned();
                line.map(|line| line.for_others(hats)).transpose()
            }
        }
    }
}
