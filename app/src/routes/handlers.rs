//! The handlers of the house by address, before a router is made of them: so that they can be counted.

use axum::{Router, http::Method, routing::MethodRouter};

use super::find;
use crate::asked::House;

/// Handlers, each with its address. A part of the house gives its own: `Handlers::new().route(…)`.
#[derive(Default)]
#[must_use = "handlers that nobody merges answer nothing"]
pub struct Handlers(Vec<Handler>);

struct Handler {
    method: Method,
    path: String,
    answers: MethodRouter<House>,
}

impl Handlers {
    pub fn new() -> Self {
        Self::default()
    }

    /// What a form is sent to: `.route("/offers/{ref}/savings", form(savings::post))`.
    pub fn route(self, path: &str, form: MethodRouter<House>) -> Self {
        self.with(Method::POST, path, form)
    }

    /// A page, or a file to keep: `.get("/offers/{ref}/history.csv", get(export::file))`.
    pub fn get(self, path: &str, page: MethodRouter<House>) -> Self {
        self.with(Method::GET, path, page)
    }

    pub fn merge(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    fn with(mut self, method: Method, path: &str, answers: MethodRouter<House>) -> Self {
        self.0.push(Handler {
            method,
            path: path.to_owned(),
            answers,
        });
        self
    }

    /// Every address with the method it answers.
    pub fn addresses(&self) -> Vec<(Method, String)> {
        self.0
            .iter()
            .map(|handler| (handler.method.clone(), handler.path.clone()))
            .collect()
    }

    /// The router. Who may ask for an address that the table does not name, nobody has said: it is not there.
    pub fn into_router(self) -> Router<House> {
        let mut router = Router::new();
        for Handler {
            method,
            path,
            answers,
        } in self.0
        {
            if find(&method, &path).is_some() {
                router = router.route(&path, answers);
            } else {
                tracing::error!(%method, path, "the table of routes does not name this address");
            }
        }
        router
    }
}
