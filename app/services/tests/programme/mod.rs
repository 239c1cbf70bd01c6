//! What is read over all offers: the portfolio, what was asked for and granted, and search.

mod finding;
mod portfolio;
mod precedents;

use services::programme::Cut;

use crate::offers::cast::Cast;

/// More offers of Kent’s, as if they were submitted: for counting statements.
async fn more_offers(cast: &Cast, many: usize) {
    for _ in 0..many {
        cast.start().await;
    }
    cast.world
        .damage(
            "UPDATE offers SET stage = 'submitted', first_submitted_at = created_at, submitted_at = created_at, \
             reference = REPLACE(draft_reference, 'KEN-D', 'KEN-9') WHERE reference IS NULL",
        )
        .await;
}

const ALL: Cut = Cut {
    theme: None,
    region: None,
    level: None,
};
