//! The rules of the offer. Nothing here does IO, asks the clock or waits.
