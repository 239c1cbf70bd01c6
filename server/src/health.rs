//! For those who watch the process: does it run, and can it work.

use app::page::House;
use axum::{Router, extract::State, http::StatusCode, routing::get};

pub fn routes() -> Router<House> {
    Router::new()
        .route("/health", get(health))
        .route("/ready", get(ready))
}

/// The process answers.
async fn health() -> &'static str {
    "ok"
}

/// The database answers as well.
async fn ready(State(house): State<House>) -> (StatusCode, &'static str) {
    match house.services.ping().await {
        Ok(()) => (StatusCode::OK, "ready"),
        Err(refusal) => {
            tracing::warn!(?refusal, "the database does not answer");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer",
            )
        }
    }
}
