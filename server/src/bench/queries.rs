//! How many statements a request sends to the database. The server itself does not tell, so the same request
//! is answered once within this process, by the same routes on the same database.

use anyhow::Result;
use axum::{body::Body, extract::ConnectInfo};
use http_body_util::BodyExt;
use services::counting;
use tower::ServiceExt;

use super::{house::House, track::Track};

/// Asks once, and counts.
pub async fn of(house: &House, track: &mut Track) -> Result<u32> {
    let mut request = track.next()?.map(Body::new);
    request.extensions_mut().insert(ConnectInfo(house.address));
    let (status, queries) = counting(async {
        let response = house.router.clone().oneshot(request).await?;
        let status = response.status().as_u16();
        response.into_body().collect().await?;
        anyhow::Ok(status)
    })
    .await;
    track.must_be_good(status?)?;
    Ok(queries)
}
