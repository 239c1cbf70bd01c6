//! What must not be guessed or must not repeat: ids, tokens, salts, slugs. Nothing else in the house draws lots.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use crate::Refusal;

/// Letters that are not taken for one another when read out.
const SLUG_LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";

/// An id that sorts in the order of making.
#[expect(
    clippy::disallowed_methods,
    reason = "the one home of new ids: everything else is given them"
)]
pub fn new_id() -> String {
    Uuid::now_v7().to_string()
}

/// A name for a person that tells nothing, not even when it was made.
#[expect(
    clippy::disallowed_methods,
    reason = "the one home of new ids: everything else is given them"
)]
pub fn pseudonym() -> String {
    Uuid::new_v4().simple().to_string()
}

/// 32 random bytes for a link that opens a door, in letters that need no escaping in an address.
pub fn token() -> Result<String, Refusal> {
    Ok(URL_SAFE_NO_PAD.encode(random::<32>()?))
}

/// 16 random bytes that keep a digest of a short text from being guessed.
pub fn salt() -> Result<String, Refusal> {
    Ok(URL_SAFE_NO_PAD.encode(random::<16>()?))
}

/// Eight letters that name a matter within its offer and tell nobody how many there are.
pub fn slug() -> Result<String, Refusal> {
    Ok(random::<8>()?
        .iter()
        .map(|byte| char::from(SLUG_LETTERS[usize::from(byte % 32)]))
        .collect())
}

fn random<const N: usize>() -> Result<[u8; N], Refusal> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(Refusal::broken)?;
    Ok(bytes)
}
