//! What a page, or the handler of a form, is asked: by whom, at which address, with what typed.

use std::{
    net::{IpAddr, Ipv6Addr, SocketAddr},
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
};

use axum::{
    RequestPartsExt,
    extract::{ConnectInfo, RawPathParams},
    http::{Method, header, request::Parts},
};
use domain::process::{Act, Hat};
use services::{Doer, Refusal, Services, Viewer, offers::Entered};
use tower_sessions::Session;

use crate::{
    account::browser_in_words,
    assets::Assets,
    kept_page::Drawings,
    posts::{Typed, address, kept},
    problem::{Problem, Reference},
};

/// What every request is answered from.
#[derive(Clone)]
pub struct House {
    pub services: Services,
    pub assets: Arc<Assets>,
    pub drawings: Arc<Drawings>,
}

/// One request, as far as pages and handlers need to know it. Cheap to clone.
#[derive(Clone)]
pub struct Asked {
    request: Arc<Facts>,
    typed: Option<Arc<Typed>>,
    problem: Option<Problem>,
    waiting: u64,
}

struct Facts {
    house: House,
    viewer: Option<Viewer>,
    hat: Option<Hat>,
    session: Option<Session>,
    network: Option<SocketAddr>,
    browser: Option<String>,
    reference: Reference,
    path: String,
    /// With its question mark, where there is a query.
    address: String,
    query: Vec<(String, String)>,
    params: Vec<(String, String)>,
    /// The offer that it is about, found to be read, until somebody reads it.
    entered: Mutex<Option<(Act, Entered)>>,
    /// That of the page which was drawn.
    title: OnceLock<String>,
}

impl Asked {
    /// Reads the request's head. Whatever is no text stands as if it had not been sent.
    pub async fn read(house: House, parts: &mut Parts) -> Self {
        let params = match parts.extract::<RawPathParams>().await {
            Ok(params) => params
                .iter()
                .filter(|(_, text)| !text.contains('\0'))
                .map(|(name, text)| (name.to_owned(), text.to_owned()))
                .collect(),
            Err(_) => Vec::new(),
        };
        let request = Facts {
            house,
            viewer: parts.extensions.get::<Viewer>().cloned(),
            hat: parts.extensions.get::<Hat>().cloned(),
            session: parts.extensions.get::<Session>().cloned(),
            network: parts
                .extensions
                .get::<ConnectInfo<SocketAddr>>()
                .map(|ConnectInfo(from)| *from),
            browser: parts
                .headers
                .get(header::USER_AGENT)
                .and_then(|agent| agent.to_str().ok())
                .and_then(browser_in_words),
            reference: parts
                .extensions
                .get::<Reference>()
                .cloned()
                .unwrap_or_default(),
            path: parts.uri.path().to_owned(),
            address: parts
                .uri
                .path_and_query()
                .map_or_else(String::new, ToString::to_string),
            query: address::pairs(parts.uri.query().unwrap_or_default()),
            params,
            entered: Mutex::default(),
            title: OnceLock::new(),
        };
        let mut asked = Self {
            request: Arc::new(request),
            typed: None,
            problem: None,
            waiting: 0,
        };
        if parts.method == Method::GET {
            asked.typed = kept::typed(&asked).await.map(Arc::new);
        }
        asked
    }

    /// The same request, with what was typed given back.
    #[must_use]
    pub fn with(mut self, typed: Typed) -> Self {
        self.typed = Some(Arc::new(typed));
        self
    }

    /// The same request, answered by the page of a problem.
    #[must_use]
    pub fn with_problem(mut self, problem: Problem) -> Self {
        self.problem = Some(problem);
        self
    }

    /// The same request, knowing how much waits for who is signed in. The navigation of every page says it,
    /// and no page fails for want of it.
    pub(crate) async fn counted(mut self) -> Self {
        if let (Some(viewer), None) = (self.signed_in(), self.problem()) {
            match self.services().offers().work_count(viewer).await {
                Ok(waiting) => self.waiting = waiting,
                Err(refusal) => tracing::error!(?refusal, "what waits cannot be counted"),
            }
        }
        self
    }

    pub(crate) fn waiting(&self) -> u64 {
        self.waiting
    }

    pub fn services(&self) -> &Services {
        &self.request.house.services
    }

    pub fn assets(&self) -> &Assets {
        &self.request.house.assets
    }

    /// Who is signed in.
    ///
    /// # Errors
    /// `SignIn` where nobody is.
    pub fn viewer(&self) -> Result<&Viewer, Refusal> {
        self.signed_in().ok_or(Refusal::SignIn)
    }

    /// Who is signed in, on pages that are public.
    pub fn signed_in(&self) -> Option<&Viewer> {
        self.request.viewer.as_ref()
    }

    /// The hat under which they act now.
    pub fn hat(&self) -> Option<&Hat> {
        self.request.hat.as_ref()
    }

    /// The person acting under that hat: what every act of the services wants to know.
    ///
    /// # Errors
    /// `SignIn` where nobody is signed in, `NotAllowed` where they take part in nothing.
    pub fn doer(&self) -> Result<Doer, Refusal> {
        let viewer = self.viewer()?;
        self.hat()
            .and_then(|hat| viewer.acting_as(hat))
            .ok_or_else(|| Refusal::NotAllowed(NO_HAT.to_owned()))
    }

    /// A part of the address, such as `ref`; empty where the address has none.
    pub fn param(&self, name: &str) -> &str {
        find(&self.request.params, name).unwrap_or_default()
    }

    /// A question in the address, behind its `?`.
    pub fn query(&self, name: &str) -> Option<&str> {
        find(&self.request.query, name)
    }

    /// The address without what follows its `?`.
    pub fn path(&self) -> &str {
        &self.request.path
    }

    /// The address as it was asked for.
    pub(crate) fn address(&self) -> String {
        self.request.address.clone()
    }

    /// Leaves the offer, entered for this act, to whoever loads what the page shows.
    pub(crate) fn enter(&self, act: Act, entered: Entered) {
        *self.entered() = Some((act, entered));
    }

    /// The offer as it was entered for this act. Once: the next to ask enters by themself.
    pub(crate) fn entered_for(&self, act: Act) -> Option<Entered> {
        let mut entered = self.entered();
        let found = entered.take_if(|(entered_for, _)| *entered_for == act);
        found.map(|(_, entered)| entered)
    }

    fn entered(&self) -> MutexGuard<'_, Option<(Act, Entered)>> {
        let entered = self.request.entered.lock();
        entered.unwrap_or_else(PoisonError::into_inner)
    }

    /// What the browser shows above the page that was drawn.
    pub(crate) fn title(&self) -> Option<&str> {
        self.request.title.get().map(String::as_str)
    }

    /// The first that is put stands.
    pub(crate) fn put_title(&self, title: &str) {
        self.request.title.get_or_init(|| title.to_owned());
    }

    pub(crate) fn drawings(&self) -> &Drawings {
        &self.request.house.drawings
    }

    /// What was typed, where a form is given back.
    pub fn typed(&self) -> Option<&Typed> {
        self.typed.as_deref()
    }

    /// By which the log knows this request.
    pub fn reference(&self) -> &Reference {
        &self.request.reference
    }

    pub(crate) fn problem(&self) -> Option<&Problem> {
        self.problem.as_ref()
    }

    pub(crate) fn session(&self) -> Result<&Session, Refusal> {
        let session = self.request.session.as_ref();
        session.ok_or_else(|| Refusal::broken("the request has no session"))
    }

    /// The browser it comes from, in plain words, as far as it says.
    pub(crate) fn browser(&self) -> Option<&str> {
        self.request.browser.as_deref()
    }

    /// Where the request comes from, as far as attempts to sign in are counted by it.
    pub(crate) fn network(&self) -> String {
        self.request
            .network
            .map_or_else(String::new, |from| network_of(from.ip()))
    }
}

/// What one household or office has of its own: an address, or in the new kind of addresses the first half.
fn network_of(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let half = u128::from(address) >> 64 << 64;
            format!("{}/64", Ipv6Addr::from(half))
        }
    }
}

const NO_HAT: &str =
    "You do not act for any organisation here. Ask the programme office that invited you.";

fn find<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs
        .iter()
        .find(|(key, _)| key == name)
        .map(|(_, text)| text.as_str())
}

#[cfg(test)]
mod tests {
    use super::network_of;

    #[test]
    fn a_network_is_what_one_office_has() {
        for (address, network) in [
            ("192.0.2.7", "192.0.2.7"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
            ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ] {
            assert_eq!(network_of(address.parse().expect("an address")), network);
        }
    }
}
