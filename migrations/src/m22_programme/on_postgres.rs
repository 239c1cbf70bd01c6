//! The index of words on PostgreSQL: a column of words that follows from the row.

pub const UP: &[&str] = &[
    r##"CREATE TABLE search_entries (
        seq BIGSERIAL PRIMARY KEY,
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
        at TIMESTAMP WITH TIME ZONE,
        words TSVECTOR GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, translate(left(title || ' ' || body, 100000),
            '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~’‘“”', '                                    '))) STORED
    )"##,
    "CREATE INDEX search_entries_by_words ON search_entries USING gin (words)",
    "CREATE INDEX search_entries_by_offer_id_kind ON search_entries (offer_id, kind)",
    "CREATE INDEX search_entries_by_kind_facet_seq ON search_entries (kind, facet, seq)",
    "CREATE FUNCTION search_offer() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO search_entries (id, kind, offer_id, room, facet, title, body, scope)
        VALUES ('offer:' || NEW.id, 'offer', NEW.id, 'joint', NEW.kind, NEW.title,
                coalesce((SELECT name FROM organisations WHERE id = NEW.place_id), ''), '')
        ON CONFLICT (id) DO UPDATE SET title = excluded.title, body = excluded.body;
        RETURN NULL;
    END $$",
    "CREATE TRIGGER search_offer AFTER INSERT OR UPDATE OF title ON offers \
     FOR EACH ROW EXECUTE FUNCTION search_offer()",
    r#"CREATE FUNCTION search_matter() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        said jsonb;
        named text;
        prose text;
    BEGIN
        IF NEW.removed_at IS NOT NULL THEN
            DELETE FROM search_entries WHERE id = 'matter:' || NEW.id;
            RETURN NULL;
        END IF;
        -- What is no JSON for PostgreSQL is kept all the same, and not found by its words.
        BEGIN
            said := NEW.content::jsonb;
        EXCEPTION WHEN others THEN
            said := '{}'::jsonb;
        END;
        named := coalesce(nullif(said -> NEW.kind ->> 'title', ''), nullif(said -> NEW.kind ->> 'statement', ''),
            nullif(said -> NEW.kind ->> 'name', ''), nullif(said -> NEW.kind ->> 'who', ''), '');
        -- Codes and keys have no blanks, prose has: only what people wrote in words is found.
        SELECT string_agg(one.value, E'\n') INTO prose FROM (
            SELECT each.value #>> '{}' AS value FROM jsonb_path_query(said, 'strict $.**') AS each (value)
            WHERE jsonb_typeof(each.value) = 'string'
        ) one WHERE one.value LIKE '% %';
        INSERT INTO search_entries (id, kind, offer_id, room, facet, slug, title, body, scope)
        VALUES ('matter:' || NEW.id, 'matter', NEW.offer_id, 'joint', NEW.kind, NEW.slug, named, coalesce(prose, ''), '')
        ON CONFLICT (id) DO UPDATE SET title = excluded.title, body = excluded.body;
        RETURN NULL;
    END $$"#,
    "CREATE TRIGGER search_matter AFTER INSERT OR UPDATE OF content, removed_at ON matters \
     FOR EACH ROW EXECUTE FUNCTION search_matter()",
    "CREATE FUNCTION search_comment() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO search_entries (id, kind, offer_id, room, slug, thread, title, body, scope)
        SELECT 'comment:' || NEW.id, 'comment', t.offer_id, NEW.room, NEW.slug, t.slug, '', NEW.body, ''
        FROM threads t WHERE t.id = NEW.thread_id
        ON CONFLICT (id) DO UPDATE SET body = excluded.body;
        RETURN NULL;
    END $$",
    "CREATE TRIGGER search_comment AFTER INSERT OR UPDATE OF body ON comments \
     FOR EACH ROW EXECUTE FUNCTION search_comment()",
    "CREATE FUNCTION search_file() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.removed_at IS NOT NULL OR NEW.state = 'refused' THEN
            DELETE FROM search_entries WHERE id = 'file:' || NEW.id;
            RETURN NULL;
        END IF;
        INSERT INTO search_entries (id, kind, offer_id, room, slug, title, body, scope, drafted, at)
        VALUES ('file:' || NEW.id, 'file', NEW.offer_id, NEW.room, NEW.slug, NEW.name, '', '', NEW.drafted,
                NEW.attached_at)
        ON CONFLICT (id) DO UPDATE SET title = excluded.title;
        RETURN NULL;
    END $$",
    "CREATE TRIGGER search_file AFTER INSERT OR UPDATE OF name, state, removed_at ON files \
     FOR EACH ROW EXECUTE FUNCTION search_file()",
    "CREATE FUNCTION search_members(person text) RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
        DELETE FROM search_entries
        WHERE id IN (SELECT 'member:' || m.id FROM memberships m WHERE m.person_id = person);
        INSERT INTO search_entries (id, kind, organisation_id, room, facet, title, body, scope)
        SELECT 'member:' || m.id, 'person', m.organisation_id, 'none', m.role, p.name, o.name || ' ' || p.email, ''
        FROM memberships m JOIN people p ON p.id = m.person_id JOIN organisations o ON o.id = m.organisation_id
        WHERE m.person_id = person AND m.ended_at IS NULL AND p.disabled_at IS NULL AND p.erased_at IS NULL;
    END $$",
    "CREATE FUNCTION search_membership() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM search_members(NEW.person_id);
        RETURN NULL;
    END $$",
    "CREATE TRIGGER search_membership AFTER INSERT OR UPDATE OF ended_at ON memberships \
     FOR EACH ROW EXECUTE FUNCTION search_membership()",
    "CREATE FUNCTION search_person() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM search_members(NEW.id);
        RETURN NULL;
    END $$",
    "CREATE TRIGGER search_person AFTER UPDATE OF name, email, disabled_at, erased_at ON people \
     FOR EACH ROW EXECUTE FUNCTION search_person()",
];

pub const DOWN: &[&str] = &[
    "DROP TRIGGER search_person ON people",
    "DROP TRIGGER search_membership ON memberships",
    "DROP TRIGGER search_file ON files",
    "DROP TRIGGER search_comment ON comments",
    "DROP TRIGGER search_matter ON matters",
    "DROP TRIGGER search_offer ON offers",
    "DROP FUNCTION search_person()",
    "DROP FUNCTION search_membership()",
    "DROP FUNCTION search_members(text)",
    "DROP FUNCTION search_file()",
    "DROP FUNCTION search_comment()",
    "DROP FUNCTION search_matter()",
    "DROP FUNCTION search_offer()",
    "DROP TABLE search_entries",
];

/// The freedoms that stand on a table already. When they were answered, nobody noted.
pub const ASKED: &str = "INSERT INTO freedom_asks (offer_id, matter_slug, department, term, kind, category, title, state, asked_at)
    SELECT DISTINCT t.offer_id, t.matter_slug, d.value, t.number,
        coalesce(m.content::jsonb -> 'freedom' ->> 'kind', 'other'),
        coalesce(m.content::jsonb -> 'freedom' ->> 'category', ''),
        coalesce(m.content::jsonb -> 'freedom' ->> 'title', ''),
        CASE WHEN t.closing LIKE '%refused%' THEN 'refused' WHEN t.closing IS NOT NULL THEN 'withdrawn'
             WHEN EXISTS (SELECT 1 FROM term_turns w WHERE w.term_id = t.id) THEN 'waiting' ELSE 'granted' END,
        v.at
    FROM terms t JOIN matters m ON m.offer_id = t.offer_id AND m.slug = t.matter_slug
        JOIN term_versions v ON v.term_id = t.id AND v.number = 1
        CROSS JOIN LATERAL jsonb_array_elements_text(m.content::jsonb -> 'freedom' -> 'departments') AS d (value)
    WHERE t.kind = 'freedom'";
