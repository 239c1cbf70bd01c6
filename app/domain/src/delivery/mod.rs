//! What becomes of an agreement in force: who owes what by when, what is reported, and what it came to.
