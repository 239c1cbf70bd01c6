//! Pages that people leave open, and what comes over them.

use std::sync::Arc;

use axum::http::Method;
use domain::process::Role;
use tokio::task::{AbortHandle, JoinSet};

use super::Town;
use super::ask::OFFER;
use super::people::Seat;

/// Open streams, each read by its person to the end.
pub struct Streams {
    all: JoinSet<()>,
    handles: Vec<AbortHandle>,
}

impl Streams {
    /// One of each seat and role has a term open, at one server or the other.
    pub async fn open(town: &Arc<Town>) -> Self {
        let mut all = JoinSet::new();
        let mut handles = Vec::new();
        let roles = [
            Role::PlaceLeader,
            Role::Partner,
            Role::Champion,
            Role::DepartmentReviewer,
            Role::Auditor,
        ];
        for (nth, role) in roles.into_iter().enumerate() {
            let listens = town
                .people
                .iter()
                .position(|person| person.is(role) && person.seat != Seat::ToBeAdded);
            let listens = listens.expect("somebody");
            let path = format!("{OFFER}/terms/{}/live", nth + 1);
            let browser = &town.people[listens].at[nth % 2];
            let response = browser.request(Method::GET, &path).send().await.unwrap();
            assert_eq!(response.status(), 200, "{path}");
            let town = town.clone();
            handles.push(all.spawn(async move {
                let mut response = response;
                while let Ok(Some(more)) = response.chunk().await {
                    let heard = String::from_utf8_lossy(&more);
                    town.ear.hears(&town.people[listens], &path, &heard);
                }
            }));
        }
        Self { all, handles }
    }

    /// Nobody listens any more. What somebody heard that they may not hear comes out here.
    pub async fn end(mut self) {
        for handle in &self.handles {
            handle.abort();
        }
        while let Some(ended) = self.all.join_next().await {
            if let Err(fault) = ended {
                assert!(fault.is_cancelled(), "{fault}");
            }
        }
    }
}
