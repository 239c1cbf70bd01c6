//! The tables of the store, step by step; each step goes up and down on SQLite and PostgreSQL.
