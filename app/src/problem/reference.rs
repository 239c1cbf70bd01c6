//! By which people and the log name one request.

/// Short enough to be read out over the telephone; also the `X-Request-Id` of the response.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference(String);

impl Reference {
    pub fn new(reference: impl Into<String>) -> Self {
        Self(reference.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
