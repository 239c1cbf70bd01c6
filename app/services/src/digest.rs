//! Digests: what is stored of a token, and what the chain of history is made of.

use sha2::{Digest, Sha256};

/// SHA-256 of the parts, each preceded by its length so that no two lists of parts give the same, in hex.
pub fn digest(parts: &[&str]) -> String {
    let mut sum = Sha256::new();
    for part in parts {
        sum.update((part.len() as u64).to_be_bytes());
        sum.update(part.as_bytes());
    }
    format!("{:x}", sum.finalize())
}
