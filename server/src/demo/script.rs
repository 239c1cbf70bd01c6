//! What happens to each offer, and what stands in it: the files in `offers/`.

use anyhow::{Context, Result, anyhow};
use chrono::{DateTime, NaiveDateTime, Utc};
use domain::negotiation::Stance;
use domain::offer::MatterKind;
use domain::process::{OfferKind, OrganisationKind, Room, Section, Theme};
use serde::{Deserialize, Deserializer, de::Error};
use toml::Table;

use super::accord::Deal;
use super::bargain::Step;
use super::deliver::Deliver;
use super::report::Report;

const FILES: &[(&str, &str)] = &[
    ("birmingham", include_str!("offers/birmingham.toml")),
    ("bournemouth", include_str!("offers/bournemouth.toml")),
    ("bradford", include_str!("offers/bradford.toml")),
    ("coventry", include_str!("offers/coventry.toml")),
    ("croydon", include_str!("offers/croydon.toml")),
    ("durham", include_str!("offers/durham.toml")),
    ("gateshead", include_str!("offers/gateshead.toml")),
    ("kent", include_str!("offers/kent.toml")),
    ("kent’s estate", include_str!("offers/kent-estate.toml")),
    ("leicester", include_str!("offers/leicester.toml")),
    ("lewisham", include_str!("offers/lewisham.toml")),
    (
        "lewisham’s way into work",
        include_str!("offers/lewisham-work.toml"),
    ),
    ("luton", include_str!("offers/luton.toml")),
    ("manchester", include_str!("offers/manchester.toml")),
    ("worcestershire", include_str!("offers/worcestershire.toml")),
    (
        "worcestershire’s way into work",
        include_str!("offers/worcestershire-work.toml"),
    ),
];

/// One offer: whose it is, its story, and its matters as forms.
#[derive(Deserialize)]
pub struct Script {
    /// The id of the place.
    pub place: String,
    pub kind: Coded<OfferKind>,
    pub story: Vec<Scene>,
    /// Under the code of each kind, one form or a list of forms.
    #[serde(flatten)]
    forms: Table,
}

/// One act in the story.
#[derive(Deserialize)]
pub struct Scene {
    #[serde(deserialize_with = "moment")]
    pub at: DateTime<Utc>,
    /// The address of who does it.
    pub by: String,
    #[serde(flatten)]
    pub does: Deed,
}

/// What somebody does.
#[derive(Deserialize)]
#[serde(tag = "does", rename_all = "kebab-case")]
pub enum Deed {
    Start,
    /// Fills in every form of these kinds, one after the other.
    Write {
        parts: Vec<Coded<MatterKind>>,
    },
    /// Changes some fields of one form: `what` is its own name here, or the kind of one that comes once.
    Change {
        what: String,
        set: Table,
    },
    /// The same in the draft that was carried over from this offer.
    ChangeCarriedOver {
        what: Coded<MatterKind>,
        set: Table,
    },
    /// Asks these partners, or all that have an address.
    Invite {
        partners: Option<Vec<String>>,
    },
    Confirm {
        partner: String,
    },
    TurnDown {
        partner: String,
        reason: String,
    },
    Submit,
    #[serde(rename_all = "kebab-case")]
    Accept {
        champion: String,
        lead_department: String,
    },
    Return {
        reason: String,
    },
    #[serde(rename_all = "kebab-case")]
    Decline {
        reason: String,
        carry_over: Option<Coded<Theme>>,
    },
    /// Starts a thread, known by this name in the story, in a room.
    Talk {
        thread: String,
        room: Coded<Room>,
        /// A section; or else a matter by its name. Neither for the whole offer.
        section: Option<Coded<Section>>,
        about: Option<String>,
        /// Words of that matter.
        quote: Option<String>,
        words: String,
    },
    Reply {
        thread: String,
        words: String,
    },
    /// Releases a comment, counted from 1, and calls the joint thread by the other name.
    #[serde(rename_all = "kebab-case")]
    Release {
        thread: String,
        comment: usize,
        joint: String,
    },
    Resolve {
        thread: String,
    },
    /// A step of the negotiation, which names itself.
    #[serde(untagged)]
    Bargain(Step),
    /// A step on the way to an agreement, which names itself too.
    #[serde(untagged)]
    Accord(Deal),
    /// What is done under an agreement in force, which names itself too.
    #[serde(untagged)]
    Deliver(Deliver),
    /// What is reported of one, which names itself too.
    #[serde(untagged)]
    Report(Report),
}

/// A partner of the offer that has somebody to ask.
pub struct Partner<'a> {
    pub key: &'a str,
    pub name: &'a str,
    pub kind: OrganisationKind,
    pub email: &'a str,
}

/// Every story.
pub fn all() -> Result<Vec<Script>> {
    FILES
        .iter()
        .map(|(name, text)| toml::from_str(text).with_context(|| format!("the story of {name}")))
        .collect()
}

impl Script {
    /// The forms of a kind, in their order.
    pub fn forms(&self, kind: MatterKind) -> Vec<&Table> {
        match self.forms.get(kind.code()) {
            Some(toml::Value::Table(form)) => vec![form],
            Some(toml::Value::Array(forms)) => {
                forms.iter().filter_map(toml::Value::as_table).collect()
            }
            Some(_) | None => Vec::new(),
        }
    }

    /// What stands in a field of the scope.
    pub fn scope(&self, field: &str) -> Option<&str> {
        let scope = self.forms(MatterKind::Scope);
        scope.first().and_then(|form| text(form, field))
    }

    /// Whether an agreement is issued in it.
    pub fn issues(&self) -> bool {
        let mut story = self.story.iter();
        story.any(|scene| matches!(scene.does, Deed::Accord(Deal::Issue { .. })))
    }

    /// The partners that can be asked.
    pub fn partners(&self) -> impl Iterator<Item = Partner<'_>> {
        let forms = self.forms(MatterKind::Partner).into_iter();
        forms.filter_map(|form| {
            Some(Partner {
                key: text(form, "key")?,
                name: text(form, "name")?,
                kind: OrganisationKind::from_code(text(form, "kind")?)?,
                email: text(form, "email")?,
            })
        })
    }

    /// The partner of this name in the story.
    pub fn partner(&self, key: &str) -> Result<Partner<'_>> {
        self.partners()
            .find(|partner| partner.key == key)
            .ok_or_else(|| anyhow!("{} has no partner {key}", self.place))
    }
}

fn text<'a>(form: &'a Table, field: &str) -> Option<&'a str> {
    form.get(field).and_then(toml::Value::as_str)
}

/// One of the choices that the domain knows by a code.
#[derive(Clone, Copy)]
pub struct Coded<T>(pub T);

macro_rules! coded {
    ($($choice:ty),+) => { $(
        impl<'de> Deserialize<'de> for Coded<$choice> {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let code = String::deserialize(from)?;
                let known = <$choice>::from_code(&code);
                known.map(Self).ok_or_else(|| D::Error::custom(format!("{code} is no known code")))
            }
        }
    )+ };
}
coded!(OfferKind, MatterKind, Theme, Room, Section, Stance);

/// `2012-10-08 09:30`, in London's winter.
fn moment<'de, D: Deserializer<'de>>(from: D) -> Result<DateTime<Utc>, D::Error> {
    let text = String::deserialize(from)?;
    let read = NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M");
    read.map(|at| at.and_utc()).map_err(D::Error::custom)
}
