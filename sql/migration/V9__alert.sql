-- What was told about an alert, so that its message can be built again after a restart; and since when it fires although its
-- condition no longer holds.
ALTER TABLE alert ADD COLUMN clear_since timestamptz, ADD COLUMN alert jsonb;
COMMENT ON COLUMN alert.integration_key IS 'An integration, group:<name>, or system';
COMMENT ON COLUMN alert.clear_since IS 'Since when it fires although its condition no longer holds';
COMMENT ON COLUMN alert.alert IS 'What was told last, or while it is pending what would be';

CREATE OR REPLACE FUNCTION record_alerts(batch jsonb) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO alert AS a (rule, integration_key, state, severity, condition, since, at, clear_since, alert)
  SELECT DISTINCT ON (rule, key) rule, key, state, severity, condition, since, at, clear_since, nullif(alert, 'null')
  FROM ROWS FROM (jsonb_to_recordset(batch) AS (
    type text, rule text, key text, state text, severity text, condition text, since timestamptz, at timestamptz,
    "clearSince" timestamptz, alert jsonb))
    WITH ORDINALITY AS x (type, rule, key, state, severity, condition, since, at, clear_since, alert, position)
  WHERE type = 'alert'
  ORDER BY rule, key, at DESC, position DESC
  ON CONFLICT (rule, integration_key) DO UPDATE SET
    state = excluded.state,
    severity = excluded.severity,
    condition = excluded.condition,
    since = excluded.since,
    at = excluded.at,
    clear_since = excluded.clear_since,
    alert = excluded.alert
  WHERE excluded.at >= a.at;
$$;
