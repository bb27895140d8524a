-- The last call of each job.
CREATE TABLE heartbeat (
  integration_key text PRIMARY KEY,
  at timestamptz NOT NULL,
  exit_status integer NOT NULL,
  duration_ms bigint,
  log text
);
COMMENT ON TABLE heartbeat IS 'Last call of each job that calls in';

CREATE FUNCTION record_heartbeats(batch jsonb) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO heartbeat AS h (integration_key, at, exit_status, duration_ms, log)
  SELECT DISTINCT ON (key) key, at, "exitStatus", "durationMs", log
  FROM jsonb_to_recordset(batch) AS c (
    type text, key text, at timestamptz, "exitStatus" integer, "durationMs" bigint, log text)
  WHERE type = 'heartbeat'
  ORDER BY key, at DESC
  ON CONFLICT (integration_key) DO UPDATE SET
    at = excluded.at,
    exit_status = excluded.exit_status,
    duration_ms = excluded.duration_ms,
    log = excluded.log
  WHERE excluded.at >= h.at;
$$;

-- As in V3, and heartbeats.
CREATE OR REPLACE FUNCTION record_batch(batch jsonb) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  logged integer := 0;
BEGIN
  PERFORM lock_integrations();
  logged := record_outcomes(batch);
  IF batch @> '[{"type": "change"}]' THEN
    PERFORM record_changes(batch);
  END IF;
  IF batch @> '[{"type": "alert"}]' THEN
    PERFORM record_alerts(batch);
  END IF;
  IF batch @> '[{"type": "notification"}]' THEN
    PERFORM record_notifications(batch);
  END IF;
  IF batch @> '[{"type": "heartbeat"}]' THEN
    PERFORM record_heartbeats(batch);
  END IF;
  RETURN logged;
END $$;
