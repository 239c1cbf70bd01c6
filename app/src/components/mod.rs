//! GOV.UK and MOJ components, one a file.
