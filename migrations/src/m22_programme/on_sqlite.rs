//! The index of words on SQLite: FTS5 beside a table of what stands in it.

macro_rules! offer {
    () => {
        "INSERT INTO search_entries (id, kind, offer_id, room, facet, title, body, scope)
         VALUES ('offer:' || NEW.id, 'offer', NEW.id, 'joint', NEW.kind, NEW.title,
                 coalesce((SELECT name FROM organisations WHERE id = NEW.place_id), ''),
                 'o' || replace(NEW.id, '-', ''))
         ON CONFLICT (id) DO UPDATE SET title = excluded.title, body = excluded.body;"
    };
}

macro_rules! named {
    ($field:literal) => {
        concat!(
            "nullif(json_extract(NEW.content, '$.\"' || NEW.kind || '\".",
            $field,
            "'), '')"
        )
    };
}

// Codes and keys have no blanks, prose has: only what people wrote in words is found.
macro_rules! matter {
    () => {
        concat!(
            "INSERT INTO search_entries (id, kind, offer_id, room, facet, slug, title, body, scope)
             VALUES ('matter:' || NEW.id, 'matter', NEW.offer_id, 'joint', NEW.kind, NEW.slug, coalesce(",
            named!("title"),
            ", ",
            named!("statement"),
            ", ",
            named!("name"),
            ", ",
            named!("who"),
            ", ''),
                coalesce((SELECT group_concat(one.value, char(10)) FROM json_tree(NEW.content) one
                          WHERE one.type = 'text' AND one.value LIKE '% %'), ''),
                'o' || replace(NEW.offer_id, '-', ''))
             ON CONFLICT (id) DO UPDATE SET title = excluded.title, body = excluded.body;"
        )
    };
}

macro_rules! comment {
    () => {
        "INSERT INTO search_entries (id, kind, offer_id, room, slug, thread, title, body, scope)
         SELECT 'comment:' || NEW.id, 'comment', t.offer_id, NEW.room, NEW.slug, t.slug, '', NEW.body,
                'o' || replace(t.offer_id, '-', '')
         FROM threads t WHERE t.id = NEW.thread_id
         ON CONFLICT (id) DO UPDATE SET body = excluded.body;"
    };
}

macro_rules! file {
    () => {
        "INSERT INTO search_entries (id, kind, offer_id, room, slug, title, body, scope, drafted, at)
         VALUES ('file:' || NEW.id, 'file', NEW.offer_id, NEW.room, NEW.slug, NEW.name, '',
                 'o' || replace(NEW.offer_id, '-', ''), NEW.drafted, NEW.attached_at)
         ON CONFLICT (id) DO UPDATE SET title = excluded.title;"
    };
}

macro_rules! member {
    ($which:literal) => {
        concat!(
            "INSERT INTO search_entries (id, kind, organisation_id, room, facet, title, body, scope)
             SELECT 'member:' || m.id, 'person', m.organisation_id, 'none', m.role, p.name,
                    o.name || ' ' || p.email, 'g' || replace(m.organisation_id, '-', '')
             FROM memberships m JOIN people p ON p.id = m.person_id JOIN organisations o ON o.id = m.organisation_id
             WHERE ",
            $which,
            " AND m.ended_at IS NULL AND p.disabled_at IS NULL AND p.erased_at IS NULL;"
        )
    };
}

pub const UP: &[&str] = &[
    "CREATE TABLE search_entries (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        offer_id TEXT REFERENCES offers (id),
        organisation_id TEXT REFERENCES organisations (id),
        room TEXT NOT NULL,
        facet TEXT NOT NULL DEFAULT '',
        slug TEXT NOT NULL DEFAULT '',
        thread TEXT NOT NULL DEFAULT '',
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        scope TEXT NOT NULL,
        drafted BOOLEAN NOT NULL DEFAULT FALSE,
        at TEXT
    )",
    "CREATE INDEX search_entries_by_offer_id_kind ON search_entries (offer_id, kind)",
    "CREATE INDEX search_entries_by_kind_facet_seq ON search_entries (kind, facet, seq)",
    "CREATE VIRTUAL TABLE search_words USING fts5 (title, body, scope, \
        content='search_entries', content_rowid='seq', tokenize='unicode61 remove_diacritics 0')",
    // What is taken out, such as the name of somebody who was erased, is gone from the file as well.
    "INSERT INTO search_words (search_words, rank) VALUES ('secure-delete', 1)",
    // What goes out of the index is not left in its pages: an account can be erased.
    "INSERT INTO search_words (search_words, rank) VALUES ('secure-delete', 1)",
    "CREATE TRIGGER search_entries_added AFTER INSERT ON search_entries BEGIN
        INSERT INTO search_words (rowid, title, body, scope) VALUES (NEW.seq, NEW.title, NEW.body, NEW.scope);
    END",
    "CREATE TRIGGER search_entries_gone AFTER DELETE ON search_entries BEGIN
        INSERT INTO search_words (search_words, rowid, title, body, scope)
        VALUES ('delete', OLD.seq, OLD.title, OLD.body, OLD.scope);
    END",
    "CREATE TRIGGER search_entries_changed AFTER UPDATE OF title, body, scope ON search_entries
    WHEN OLD.title <> NEW.title OR OLD.body <> NEW.body OR OLD.scope <> NEW.scope BEGIN
        INSERT INTO search_words (search_words, rowid, title, body, scope)
        VALUES ('delete', OLD.seq, OLD.title, OLD.body, OLD.scope);
        INSERT INTO search_words (rowid, title, body, scope) VALUES (NEW.seq, NEW.title, NEW.body, NEW.scope);
    END",
    concat!(
        "CREATE TRIGGER search_offer_added AFTER INSERT ON offers BEGIN ",
        offer!(),
        " END"
    ),
    concat!(
        "CREATE TRIGGER search_offer_changed AFTER UPDATE OF title ON offers BEGIN ",
        offer!(),
        " END"
    ),
    concat!(
        "CREATE TRIGGER search_matter_added AFTER INSERT ON matters WHEN NEW.removed_at IS NULL BEGIN ",
        matter!(),
        " END"
    ),
    concat!(
        "CREATE TRIGGER search_matter_changed AFTER UPDATE OF content, removed_at ON matters \
         WHEN NEW.removed_at IS NULL BEGIN ",
        matter!(),
        " END"
    ),
    "CREATE TRIGGER search_matter_gone AFTER UPDATE OF removed_at ON matters WHEN NEW.removed_at IS NOT NULL BEGIN
        DELETE FROM search_entries WHERE id = 'matter:' || NEW.id;
    END",
    concat!(
        "CREATE TRIGGER search_comment_added AFTER INSERT ON comments BEGIN ",
        comment!(),
        " END"
    ),
    concat!(
        "CREATE TRIGGER search_comment_changed AFTER UPDATE OF body ON comments BEGIN ",
        comment!(),
        " END"
    ),
    concat!(
        "CREATE TRIGGER search_file_added AFTER INSERT ON files BEGIN ",
        file!(),
        " END"
    ),
    concat!(
        "CREATE TRIGGER search_file_changed AFTER UPDATE OF name ON files \
         WHEN NEW.removed_at IS NULL AND NEW.state <> 'refused' BEGIN ",
        file!(),
        " END"
    ),
    "CREATE TRIGGER search_file_gone AFTER UPDATE OF removed_at, state ON files \
     WHEN NEW.removed_at IS NOT NULL OR NEW.state = 'refused' BEGIN
        DELETE FROM search_entries WHERE id = 'file:' || NEW.id;
    END",
    concat!(
        "CREATE TRIGGER search_member_added AFTER INSERT ON memberships BEGIN ",
        member!("m.id = NEW.id"),
        " END"
    ),
    concat!(
        "CREATE TRIGGER search_member_changed AFTER UPDATE OF ended_at ON memberships BEGIN
            DELETE FROM search_entries WHERE id = 'member:' || NEW.id; ",
        member!("m.id = NEW.id"),
        " END"
    ),
    concat!(
        "CREATE TRIGGER search_person_changed AFTER UPDATE OF name, email, disabled_at, erased_at ON people BEGIN
            DELETE FROM search_entries
            WHERE id IN (SELECT 'member:' || m.id FROM memberships m WHERE m.person_id = NEW.id); ",
        member!("m.person_id = NEW.id"),
        " END"
    ),
];

pub const DOWN: &[&str] = &[
    "DROP TRIGGER search_person_changed",
    "DROP TRIGGER search_member_changed",
    "DROP TRIGGER search_member_added",
    "DROP TRIGGER search_file_gone",
    "DROP TRIGGER search_file_changed",
    "DROP TRIGGER search_file_added",
    "DROP TRIGGER search_comment_changed",
    "DROP TRIGGER search_comment_added",
    "DROP TRIGGER search_matter_gone",
    "DROP TRIGGER search_matter_changed",
    "DROP TRIGGER search_matter_added",
    "DROP TRIGGER search_offer_changed",
    "DROP TRIGGER search_offer_added",
    "DROP TABLE search_words",
    "DROP TABLE search_entries",
];

/// The freedoms that stand on a table already. When they were answered, nobody noted.
pub const ASKED: &str = "INSERT INTO freedom_asks (offer_id, matter_slug, department, term, kind, category, title, state, asked_at)
    SELECT DISTINCT t.offer_id, t.matter_slug, d.value, t.number,
        coalesce(json_extract(m.content, '$.freedom.kind'), 'other'),
        coalesce(json_extract(m.content, '$.freedom.category'), ''),
        coalesce(json_extract(m.content, '$.freedom.title'), ''),
        CASE WHEN t.closing LIKE '%refused%' THEN 'refused' WHEN t.closing IS NOT NULL THEN 'withdrawn'
             WHEN EXISTS (SELECT 1 FROM term_turns w WHERE w.term_id = t.id) THEN 'waiting' ELSE 'granted' END,
        v.at
    FROM terms t JOIN matters m ON m.offer_id = t.offer_id AND m.slug = t.matter_slug
        JOIN term_versions v ON v.term_id = t.id AND v.number = 1,
        json_each(m.content, '$.freedom.departments') d
    WHERE t.kind = 'freedom'";
