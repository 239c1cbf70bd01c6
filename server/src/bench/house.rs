//! A house to measure: the demo with as many offers as wanted, served by a process of its own.

use std::{net::SocketAddr, process};

use anyhow::{Context, Result};
use axum::Router;
use domain::{
    form::Posted,
    offer::MatterKind,
    process::{OfferKind, Reference, Role, Stage},
};
use services::{
    Services, Settings, Viewer,
    measuring::{self, Delivered, Size},
    offers::{Filter, Paging, posted},
};
use tempfile::TempDir;

use super::{children::Children, cpu::Cpu};
use crate::{Front, demo, press::press, router};

/// Milestones and entries in the ledgers for each offer: 200,000 and 400,000 over 10,000 offers.
const MILESTONES: u64 = 20;
const ENTRIES: u64 = 40;

/// Where houses to measure are made.
pub enum Database {
    /// In a folder that goes with the house.
    Sqlite,
    /// On the server at this address.
    Postgres(String),
}

pub struct House {
    pub services: Services,
    /// The same routes within this process, for what only they can tell.
    pub router: Router,
    pub address: SocketAddr,
    server: Children,
    kept: Kept,
}

/// Where the house keeps what it holds.
enum Kept {
    Folder(TempDir),
    Postgres { server: String, name: String },
}

/// An offer that is whole, as far as a story needs it.
pub struct WholeOffer {
    pub reference: String,
    /// The lines of savings, each as its form and version stand now, by key.
    pub savings: Vec<(String, i64, Posted)>,
}

impl House {
    /// Fills a new database until the programme office sees `offers` offers, and serves it.
    pub async fn open(database: &Database, offers: usize) -> Result<Self> {
        let (url, kept) = match database {
            Database::Sqlite => {
                let folder = TempDir::with_prefix("single-offer-bench-")?;
                let file = folder.path().join("bench.db");
                let file = file.to_str().context("a folder with a plain name")?;
                let url = format!("sqlite://{file}?mode=rwc");
                (url, Kept::Folder(folder))
            }
            Database::Postgres(server) => {
                let name = format!("single_offer_bench_{}_{offers}", process::id());
                let url = measuring::add_postgres_database(server, &name).await?;
                let server = server.clone();
                (url, Kept::Postgres { server, name })
            }
        };
        let opened = Self::fill(&url, offers).await;
        let (services, server) = match opened {
            Ok(opened) => opened,
            Err(fault) => {
                kept.give_up().await?;
                return Err(fault);
            }
        };
        Ok(Self {
            router: router(services.clone(), &Front::default()),
            services,
            address: server.address,
            server,
            kept,
        })
    }

    async fn fill(url: &str, wanted: usize) -> Result<(Services, Children)> {
        let settings = Settings {
            public_url: "http://127.0.0.1".to_owned(),
            mail_from: "Single Offer <single-offer@localhost>".to_owned(),
            demo: true,
        };
        let services = Services::connect(url, settings).await?;
        services.set_press(press());
        services.migrate().await?;
        demo::put_in(&services).await?;
        let viewer = person(&services, Role::ProgrammeOffice, None).await?;
        let all = Filter::default();
        let offers = services.offers();
        let list = offers.list(&viewer, &all, Paging::first()).await?;
        let there = usize::try_from(list.total)?;
        services
            .copy_submitted_offers(wanted.saturating_sub(there))
            .await?;
        let copied = u64::try_from(wanted)?;
        services
            .copy_delivery(Delivered {
                milestones: copied * MILESTONES,
                entries: copied * ENTRIES,
            })
            .await?;
        let server = Children::server(url).await?;
        Ok((services, server))
    }

    /// Makes the negotiation of an offer larger than any that people will have.
    pub async fn enlarge(&self, reference: &Reference) -> Result<Vec<String>> {
        let size = Size {
            terms: 60,
            versions: 40,
            comments: 2_000,
            parties: 12,
        };
        Ok(self.services.enlarge_negotiation(reference, size).await?)
    }

    pub fn process(&self) -> u32 {
        self.server.process()
    }

    /// What its database spent by itself; SQLite works within the server.
    pub fn cpu_of_database(&self) -> Result<Option<Cpu>> {
        match &self.kept {
            Kept::Folder(_) => Ok(None),
            Kept::Postgres { name, .. } => Cpu::of_postgres(name).map(Some),
        }
    }

    /// Somebody of the demo in this role, at this organisation or any.
    pub async fn person(&self, role: Role, organisation: Option<&str>) -> Result<Viewer> {
        person(&self.services, role, organisation).await
    }

    /// The offer that Kent has ready.
    pub async fn whole_offer(&self, viewer: &Viewer) -> Result<WholeOffer> {
        let filter = Filter {
            stage: Some(Stage::Draft),
            kind: Some(OfferKind::SingleOffer),
            ..Filter::default()
        };
        let offers = self.services.offers();
        let list = offers.list(viewer, &filter, Paging::first()).await?;
        let row = list.rows.into_iter().next().context("a draft")?;
        let view = offers.read(viewer, &row.reference).await?;
        let around = view.around();
        let lines = view.proposal.kept.iter();
        Ok(WholeOffer {
            reference: row.reference.to_string(),
            savings: lines
                .filter(|kept| kept.matter.kind() == MatterKind::SavingsLine)
                .map(|kept| {
                    let form = posted(&kept.matter, &around);
                    (kept.key.to_string(), kept.version, form)
                })
                .collect(),
        })
    }

    /// Ends the server and takes the database away.
    pub async fn close(self) -> Result<()> {
        self.server.end().await?;
        self.services.close().await?;
        self.kept.give_up().await
    }
}

impl Kept {
    async fn give_up(self) -> Result<()> {
        match self {
            Self::Folder(folder) => Ok(folder.close()?),
            Self::Postgres { server, name } => {
                Ok(measuring::drop_postgres_database(&server, &name).await?)
            }
        }
    }
}

async fn person(services: &Services, role: Role, organisation: Option<&str>) -> Result<Viewer> {
    let people = services.demo_people().await?;
    let fitting = people.into_iter().find(|person| {
        person.hats.iter().any(|worn| {
            worn.hat.role == role
                && organisation.is_none_or(|wanted| worn.hat.organisation.as_str() == wanted)
        })
    });
    let person = fitting.context("somebody in this role")?.person;
    let viewer = services.viewer(&person).await?;
    viewer.context("somebody who is still there")
}
