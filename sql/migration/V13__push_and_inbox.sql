-- Browsers that want to be told.
CREATE TABLE push_subscription (
  id       text PRIMARY KEY,
  endpoint text NOT NULL,
  p256dh   text NOT NULL,
  auth     text NOT NULL,
  severity text NOT NULL CHECK (severity IN ('info', 'warning', 'critical')),
  at       timestamptz NOT NULL
);
COMMENT ON TABLE push_subscription IS 'Browsers that are told by web push. Endpoint and auth are secrets';
COMMENT ON COLUMN push_subscription.id IS 'The beginning of the SHA-256 of the endpoint';
COMMENT ON COLUMN push_subscription.severity IS 'The least that it is told of';

CREATE FUNCTION record_push_subscriptions(batch jsonb) RETURNS void
LANGUAGE sql AS $$
  WITH entry AS MATERIALIZED (
    SELECT DISTINCT ON (id) id, endpoint, p256dh, auth, lower(severity) AS severity, removed, at
    FROM ROWS FROM (jsonb_to_recordset(batch) AS (
      type text, id text, endpoint text, p256dh text, auth text, severity text, removed boolean, at timestamptz))
      WITH ORDINALITY AS x (type, id, endpoint, p256dh, auth, severity, removed, at, position)
    WHERE type = 'push_subscription'
    ORDER BY id, at DESC, position DESC
  ), ended AS (
    DELETE FROM push_subscription s USING entry e
    WHERE e.removed AND s.id = e.id AND s.at <= e.at
  )
  INSERT INTO push_subscription AS s (id, endpoint, p256dh, auth, severity, at)
  SELECT id, endpoint, p256dh, auth, severity, at FROM entry WHERE NOT removed
  ON CONFLICT (id) DO UPDATE SET
    p256dh = excluded.p256dh,
    auth = excluded.auth,
    severity = excluded.severity,
    at = excluded.at
  WHERE excluded.at >= s.at;
$$;

-- What admins find when they come (requirement 002-24).
CREATE TABLE inbox (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  notification_id uuid NOT NULL UNIQUE,
  at              timestamptz NOT NULL,
  severity        text NOT NULL CHECK (severity IN ('info', 'warning', 'critical')),
  firing          boolean NOT NULL,
  title           text NOT NULL,
  text            text NOT NULL,
  link            text NOT NULL,
  alerts          text[] NOT NULL,
  read_at         timestamptz
);
COMMENT ON TABLE inbox IS 'Messages for admins, kept where they are read';
COMMENT ON COLUMN inbox.firing IS 'False when all that it tells of has ended';
COMMENT ON COLUMN inbox.alerts IS 'Fingerprints of the alerts it tells of: rule and integration';
COMMENT ON COLUMN inbox.read_at IS 'When somebody marked it as read; null before that';

CREATE INDEX inbox_unread ON inbox (id) WHERE read_at IS NULL;
CREATE INDEX inbox_at ON inbox (at);

CREATE FUNCTION record_inbox(batch jsonb) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO inbox (notification_id, at, severity, firing, title, text, link, alerts)
  SELECT id, at, severity, firing, title, text, link,
    ARRAY(SELECT jsonb_array_elements_text(alerts))
  FROM ROWS FROM (jsonb_to_recordset(batch) AS (
    type text, id uuid, at timestamptz, severity text, firing boolean, title text, text text, link text, alerts jsonb))
    WITH ORDINALITY AS x (type, id, at, severity, firing, title, text, link, alerts, position)
  WHERE type = 'inbox'
  ORDER BY position
  ON CONFLICT (notification_id) DO NOTHING;
$$;

INSERT INTO entry_recorder (type, recorder, position) VALUES
  ('push_subscription', 'record_push_subscriptions', 13),
  ('inbox', 'record_inbox', 14);

CREATE FUNCTION drop_expired_messages(days integer) RETURNS bigint
LANGUAGE sql AS $$
  WITH gone AS (DELETE FROM inbox WHERE at < now() - make_interval(days => days) RETURNING 1)
  SELECT count(*) FROM gone;
$$;
