-- Alerts of other systems that are open. A row is gone once its alert has ended.
CREATE TABLE incoming_alert (
  alert_key  text PRIMARY KEY,
  expires_at timestamptz,
  at         timestamptz NOT NULL,
  alert      jsonb NOT NULL
);
COMMENT ON TABLE incoming_alert IS 'Alerts that other systems have raised here and not ended yet';
COMMENT ON COLUMN incoming_alert.alert_key IS 'Its source, a colon, and what its source calls it';
COMMENT ON COLUMN incoming_alert.expires_at IS 'When it counts as ended unless it is said again; null for never';

CREATE FUNCTION record_incoming(batch jsonb) RETURNS void
LANGUAGE sql AS $$
  WITH entry AS MATERIALIZED (
    SELECT DISTINCT ON (key) *
    FROM ROWS FROM (jsonb_to_recordset(batch) AS (
      type text, key text, ended boolean, "expiresAt" timestamptz, at timestamptz, alert jsonb))
      WITH ORDINALITY AS x (type, key, ended, expires_at, at, alert, position)
    WHERE type = 'incoming'
    ORDER BY key, position DESC
  ), over AS (
    DELETE FROM incoming_alert i USING entry e WHERE e.ended AND i.alert_key = e.key
  )
  INSERT INTO incoming_alert AS i (alert_key, expires_at, at, alert)
  SELECT key, expires_at, at, alert FROM entry WHERE NOT ended
  ON CONFLICT (alert_key) DO UPDATE SET
    expires_at = excluded.expires_at,
    at = excluded.at,
    alert = excluded.alert;
$$;

INSERT INTO entry_recorder (type, recorder, position) VALUES ('incoming', 'record_incoming', 12);
