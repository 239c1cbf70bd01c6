//! Stories of what people do, each told on SQLite and on PostgreSQL.

mod support;

mod acts;
