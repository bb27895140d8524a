-- What people tell the public, and who wants to be told.
CREATE TABLE bulletin (
  id         text PRIMARY KEY,
  title      text,
  components jsonb NOT NULL,
  starts_at  timestamptz NOT NULL,
  ends_at    timestamptz,
  updates    jsonb NOT NULL,
  changed_at timestamptz NOT NULL
);
COMMENT ON TABLE bulletin IS 'What people told the public: about trouble, or as an announcement';
COMMENT ON COLUMN bulletin.components IS 'Keys of what it is about; empty for all';
COMMENT ON COLUMN bulletin.ends_at IS 'When what is announced ends; null for trouble';
COMMENT ON COLUMN bulletin.updates IS 'The oldest first, with their authors, also those that were corrected or withdrawn';
CREATE INDEX bulletin_changed ON bulletin (changed_at);

CREATE FUNCTION record_bulletins(batch jsonb) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO bulletin AS b (id, title, components, starts_at, ends_at, updates, changed_at)
  SELECT DISTINCT ON (id) id, title, components, "startsAt", "endsAt", updates, "changedAt"
  FROM ROWS FROM (jsonb_to_recordset(batch) AS (
    type text, id text, title text, components jsonb, "startsAt" timestamptz, "endsAt" timestamptz, updates jsonb,
    "changedAt" timestamptz))
    WITH ORDINALITY AS x (type, id, title, components, "startsAt", "endsAt", updates, "changedAt", position)
  WHERE type = 'bulletin'
  ORDER BY id, "changedAt" DESC, position DESC
  ON CONFLICT (id) DO UPDATE SET
    title = excluded.title,
    components = excluded.components,
    starts_at = excluded.starts_at,
    ends_at = excluded.ends_at,
    updates = excluded.updates,
    changed_at = excluded.changed_at
  WHERE excluded.changed_at >= b.changed_at;

  DELETE FROM bulletin
  WHERE changed_at < now() - interval '400 days' AND coalesce(ends_at, changed_at) < now() - interval '400 days';
$$;

-- Who wants to be told by email. Removed rows are gone: an address is kept no longer than its owner wants it to be.
CREATE TABLE subscriber (
  id           text PRIMARY KEY,
  email        text NOT NULL,
  language     text NOT NULL,
  components   jsonb NOT NULL,
  confirmed_at timestamptz,
  at           timestamptz NOT NULL
);
COMMENT ON TABLE subscriber IS 'Who is told by email of what the status page says';
COMMENT ON COLUMN subscriber.id IS 'What messages and their records call it, so that the address stands here only';
COMMENT ON COLUMN subscriber.components IS 'Keys of what it is about; empty for all';
COMMENT ON COLUMN subscriber.confirmed_at IS 'When its owner said that it is his; null before that, and the row is gone after a day';

CREATE FUNCTION record_subscribers(batch jsonb) RETURNS void
LANGUAGE sql AS $$
  WITH entry AS MATERIALIZED (
    SELECT DISTINCT ON (id) *
    FROM ROWS FROM (jsonb_to_recordset(batch) AS (
      type text, id text, email text, language text, components jsonb, "confirmedAt" timestamptz, removed boolean,
      at timestamptz))
      WITH ORDINALITY AS x (type, id, email, language, components, confirmed_at, removed, at, position)
    WHERE type = 'subscriber'
    ORDER BY id, removed DESC, at DESC, position DESC
  ), ended AS (
    DELETE FROM subscriber s USING entry e WHERE e.removed AND s.id = e.id
  )
  INSERT INTO subscriber AS s (id, email, language, components, confirmed_at, at)
  SELECT id, email, lower(language), components, confirmed_at, at FROM entry WHERE NOT removed
  ON CONFLICT (id) DO UPDATE SET
    email = excluded.email,
    language = excluded.language,
    components = excluded.components,
    confirmed_at = excluded.confirmed_at,
    at = excluded.at
  WHERE excluded.at >= s.at;
$$;

-- What they were told of already: the note of it is kept in one write with the messages.
CREATE TABLE subscribers_told (
  event text PRIMARY KEY,
  at    timestamptz NOT NULL
);
COMMENT ON TABLE subscribers_told IS 'Of what subscribers were told, so that nobody is told twice';

CREATE FUNCTION record_subscribers_told(batch jsonb) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO subscribers_told (event, at)
  SELECT DISTINCT ON (event) event, at
  FROM jsonb_to_recordset(batch) AS e (type text, event text, at timestamptz)
  WHERE type = 'subscribers_told'
  ORDER BY event, at
  ON CONFLICT DO NOTHING;
  DELETE FROM subscribers_told WHERE at < now() - interval '100 days';
$$;

INSERT INTO entry_recorder (type, recorder, position) VALUES
  ('bulletin', 'record_bulletins', 31),
  ('subscriber', 'record_subscribers', 32),
  ('subscribers_told', 'record_subscribers_told', 33);
