-- Subscribers of the status page may be told by web push instead of email.
ALTER TABLE subscriber
  ALTER COLUMN email DROP NOT NULL,
  ADD COLUMN endpoint text,
  ADD COLUMN p256dh text,
  ADD COLUMN auth text,
  ADD CONSTRAINT subscriber_has_one_address
    CHECK (num_nonnulls(email, endpoint) = 1 AND num_nonnulls(endpoint, p256dh, auth) IN (0, 3));
COMMENT ON TABLE subscriber IS 'Who is told by email or web push of what the status page says';
COMMENT ON COLUMN subscriber.email IS 'Null for a device';
COMMENT ON COLUMN subscriber.endpoint IS 'Where the push service of a device takes messages; this and auth are secrets';

CREATE OR REPLACE FUNCTION record_subscribers(batch jsonb) RETURNS void
LANGUAGE sql AS $$
  WITH entry AS MATERIALIZED (
    SELECT DISTINCT ON (id) *
    FROM ROWS FROM (jsonb_to_recordset(batch) AS (
      type text, id text, email text, endpoint text, p256dh text, auth text, language text, components jsonb,
      "confirmedAt" timestamptz, removed boolean, at timestamptz))
      WITH ORDINALITY AS x (type, id, email, endpoint, p256dh, auth, language, components, confirmed_at, removed, at,
        position)
    WHERE type = 'subscriber'
    ORDER BY id, removed DESC, at DESC, position DESC
  ), ended AS (
    DELETE FROM subscriber s USING entry e WHERE e.removed AND s.id = e.id
  )
  INSERT INTO subscriber AS s (id, email, endpoint, p256dh, auth, language, components, confirmed_at, at)
  SELECT id, email, endpoint, p256dh, auth, lower(language), components, confirmed_at, at FROM entry WHERE NOT removed
  ON CONFLICT (id) DO UPDATE SET
    language = excluded.language,
    components = excluded.components,
    confirmed_at = excluded.confirmed_at,
    at = excluded.at
  WHERE excluded.at >= s.at;
$$;
