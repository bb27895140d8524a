-- Whose device a browser is that is told by web push.
ALTER TABLE push_subscription ADD COLUMN owner text;
COMMENT ON COLUMN push_subscription.owner IS 'The user or token that subscribed it; null where nobody was known';

CREATE OR REPLACE FUNCTION record_push_subscriptions(batch jsonb) RETURNS void
LANGUAGE sql AS $$
  WITH entry AS MATERIALIZED (
    SELECT DISTINCT ON (id) id, endpoint, p256dh, auth, lower(severity) AS severity, removed, at, owner
    FROM ROWS FROM (jsonb_to_recordset(batch) AS (
      type text, id text, endpoint text, p256dh text, auth text, severity text, removed boolean, at timestamptz, owner text))
      WITH ORDINALITY AS x (type, id, endpoint, p256dh, auth, severity, removed, at, owner, position)
    WHERE type = 'push_subscription'
    ORDER BY id, at DESC, position DESC
  ), ended AS (
    DELETE FROM push_subscription s USING entry e
    WHERE e.removed AND s.id = e.id AND s.at <= e.at
  )
  INSERT INTO push_subscription AS s (id, endpoint, p256dh, auth, severity, at, owner)
  SELECT id, endpoint, p256dh, auth, severity, at, owner FROM entry WHERE NOT removed
  ON CONFLICT (id) DO UPDATE SET
    p256dh = excluded.p256dh,
    auth = excluded.auth,
    severity = excluded.severity,
    at = excluded.at,
    owner = excluded.owner
  WHERE excluded.at >= s.at;
$$;

-- Bodies of requests may hold a password, which must not be guessed from what is kept of them.
COMMENT ON COLUMN api_request.fingerprint IS 'HMAC of method, path and body, by a key that is not in the database';
