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

-- When each rule has fired. Table alert says only where a rule stands now.
CREATE TABLE alert_history (
  rule            text NOT NULL,
  integration_key text NOT NULL,
  severity        text NOT NULL,
  began_at        timestamptz NOT NULL,
  ended_at        timestamptz,
  PRIMARY KEY (rule, integration_key, began_at)
);
CREATE INDEX alert_history_began ON alert_history (began_at);
CREATE INDEX alert_history_open ON alert_history (rule, integration_key) WHERE ended_at IS NULL;
COMMENT ON TABLE alert_history IS 'When each rule has fired for what; what a backtest is held against';
COMMENT ON COLUMN alert_history.severity IS 'The last one';

INSERT INTO alert_history (rule, integration_key, severity, began_at, ended_at)
SELECT rule, integration_key, severity, (alert ->> 'startedAt')::timestamptz, CASE state WHEN 'resolved' THEN at END
FROM alert
WHERE state IN ('firing', 'resolved') AND alert ->> 'startedAt' IS NOT NULL
ON CONFLICT DO NOTHING;

CREATE FUNCTION record_alerts_and_history(batch jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  entry record;
BEGIN
  PERFORM record_alerts(batch);
  FOR entry IN
    SELECT rule, key, state, severity, at
    FROM ROWS FROM (jsonb_to_recordset(batch) AS (
      type text, rule text, key text, state text, severity text, at timestamptz, alert jsonb))
      WITH ORDINALITY AS x (type, rule, key, state, severity, at, alert, position)
    WHERE type = 'alert' AND (state = 'firing' OR state = 'resolved' AND jsonb_typeof(alert) = 'object')
    ORDER BY position
  LOOP
    IF entry.state = 'resolved' THEN
      UPDATE alert_history h SET ended_at = entry.at
      WHERE h.rule = entry.rule AND h.integration_key = entry.key AND h.ended_at IS NULL AND h.began_at <= entry.at;
    ELSE
      UPDATE alert_history h SET severity = entry.severity
      WHERE h.rule = entry.rule AND h.integration_key = entry.key AND h.ended_at IS NULL;
      IF NOT FOUND THEN
        INSERT INTO alert_history (rule, integration_key, severity, began_at)
        VALUES (entry.rule, entry.key, entry.severity, entry.at)
        ON CONFLICT DO NOTHING;
      END IF;
    END IF;
  END LOOP;
  DELETE FROM alert_history WHERE ended_at < now() - interval '400 days';
END $$;

UPDATE entry_recorder SET recorder = 'record_alerts_and_history' WHERE type = 'alert';
