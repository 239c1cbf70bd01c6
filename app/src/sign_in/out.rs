//! Signing out.

use domain::form::Posted;
use services::Refusal;

use super::enter;
use crate::{page::Asked, posts::Answer};

pub async fn post(asked: Asked, _: Posted) -> Result<Answer, Refusal> {
    enter::leave(&asked).await?;
    Ok(Answer::to("/"))
}
