//! Kent’s offer, filled in until nothing is missing: the complete offer of the rules’ own tests, put in by people.

#[expect(
    dead_code,
    reason = "what the rules' own tests do to an offer stands there too"
)]
#[path = "../../../domain/tests/support/mod.rs"]
mod model;

use std::collections::BTreeMap;

use domain::form::Posted;
use domain::offer::{Key, MatterKind};
use domain::process::Reference;
use services::offers::posted;

use super::cast::{Actor, Cast};

/// An offer in which everything is said.
pub struct Complete {
    pub reference: Reference,
    pub police: Key,
    pub outcome: Key,
    pub desks: Key,
    pub fund: Key,

    /// Pat of Kent Police.
    pub pat: Actor,
}

impl Cast {
    /// Everything filled in, and confirmed by Kent Police: ready to submit.
    pub async fn complete(&self) -> Complete {
        let reference = self.start().await;
        let r = &reference;
        let offer = model::complete();
        let around = offer.around();
        // What refers to others stands behind them.
        let mut keys: BTreeMap<String, Key> = BTreeMap::new();
        for kept in &offer.kept {
            let kind = kept.matter.kind();
            let form = in_kent(&posted(&kept.matter, &around), &keys);
            let typed: Vec<(&str, &str)> = form
                .iter()
                .map(|(name, text)| (name.as_str(), text.as_str()))
                .collect();
            let key = if kind.is_several() && !offer.is_lead(&kept.key) {
                self.add(r, kind, &typed).await
            } else {
                let key = match kind {
                    MatterKind::Partner => self.lead(r).await,
                    once => self.only(r, once).await,
                };
                self.save(r, &key, &typed).await;
                key
            };
            if kind == MatterKind::Scope {
                // The years are known now.
                self.save(r, &key, &typed).await;
            }
            keys.insert(kept.key.to_string(), key);
        }
        let pat = self.invite(r, &keys["police"]).await;
        self.confirm(&pat, r, &keys["police"]).await;
        Complete {
            police: keys["police"].clone(),
            outcome: keys["visit"].clone(),
            desks: keys["desks"].clone(),
            fund: keys["fund"].clone(),
            reference,
            pat,
        }
    }

    /// The same, submitted; known as KEN-1 from then on.
    pub async fn submitted(&self) -> Complete {
        let mut offer = self.complete().await;
        offer.reference = self
            .world
            .services
            .offers()
            .submit(&self.ann.doer, &offer.reference)
            .await
            .expect("is submitted");
        offer
    }

    /// The key of the lead council.
    pub async fn lead(&self, reference: &Reference) -> Key {
        let view = self.read(&self.ann, reference).await;
        view.proposal.lead().expect("leads").0.clone()
    }
}

/// The same form in this county, and with the keys that its matters have here.
fn in_kent(form: &Posted, keys: &BTreeMap<String, Key>) -> Vec<(String, String)> {
    let here = |text: &String| match keys.get(text) {
        Some(key) => key.to_string(),
        None => text
            .replace("police@northshire.example", "Pat@Police.Example")
            .replace("Northshire", "Kent"),
    };
    form.iter()
        .flat_map(|(name, texts)| texts.iter().map(move |text| (name.to_owned(), text)))
        .map(|(name, text)| (name, here(text)))
        .collect()
}
