-- How settings and facts get in.

-- Takes over what the files declare: [{key, name, type, url, enabled, intervalSeconds, timeoutMs, threshold,
-- alertOnFailure, alertEmail, parameters, declaredIn, hash}]. A row's settings are overwritten only when its declaration
-- has another hash than last time, so that a change made in the table lasts until someone edits the file. Rows that came
-- from a file and are in none any more are marked as removed. A row added by SQL under a declared key is taken over.
CREATE FUNCTION declare_integrations(declarations jsonb, OUT added integer, OUT changed integer, OUT removed integer)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lock_integrations();

  UPDATE integration_health
  SET removed_at = now(), status = 'unknown', status_since = now(), failing_since = NULL
  WHERE declared_in IS NOT NULL
    AND removed_at IS NULL
    AND integration_key NOT IN (SELECT d ->> 'key' FROM jsonb_array_elements(declarations) AS d);
  GET DIAGNOSTICS removed = ROW_COUNT;

  UPDATE integration_health i
  SET removed_at = NULL
  FROM jsonb_array_elements(declarations) AS d
  WHERE i.integration_key = d ->> 'key' AND i.removed_at IS NOT NULL;

  WITH declared AS (
    SELECT * FROM jsonb_to_recordset(declarations) AS d (
      key text, name text, type text, url text, enabled boolean, "intervalSeconds" numeric, "timeoutMs" integer,
      threshold integer, "alertOnFailure" boolean, "alertEmail" text, parameters jsonb, "declaredIn" text, hash text)
  ), written AS (
    INSERT INTO integration_health AS i (
      integration_key, integration_name, integration_type, endpoint_url, enabled, check_interval_seconds, timeout_ms,
      alert_threshold, alert_on_failure, alert_email, parameters, declared_in, declaration_hash)
    SELECT
      key, coalesce(name, key), type, url, coalesce(enabled, true), coalesce("intervalSeconds", 300),
      coalesce("timeoutMs", 5000), coalesce(threshold, 3), coalesce("alertOnFailure", true), "alertEmail",
      coalesce(parameters, '{}'), "declaredIn", hash
    FROM declared
    ORDER BY key
    ON CONFLICT (integration_key) DO UPDATE SET
      integration_name = excluded.integration_name,
      integration_type = excluded.integration_type,
      endpoint_url = excluded.endpoint_url,
      enabled = excluded.enabled,
      check_interval_seconds = excluded.check_interval_seconds,
      timeout_ms = excluded.timeout_ms,
      alert_threshold = excluded.alert_threshold,
      alert_on_failure = excluded.alert_on_failure,
      alert_email = excluded.alert_email,
      parameters = excluded.parameters,
      declared_in = excluded.declared_in,
      declaration_hash = excluded.declaration_hash
    WHERE i.declaration_hash IS DISTINCT FROM excluded.declaration_hash
    RETURNING xmax = 0 AS is_new
  )
  SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) INTO added, changed FROM written;
END $$;

CREATE TYPE judged AS (
  status text, since timestamptz, "failingSince" timestamptz, failures integer, successes integer, streak integer,
  "lastOutcome" text);

CREATE TYPE outcome AS (
  type text, key text, name text, at timestamptz, status text, success boolean, "shortCircuited" boolean,
  "responseTimeMs" numeric, message text, details jsonb, judged judged);

-- Finished checks: into the log once, what was new there into the rollup, the newest of each integration into its row.
-- A short-circuited check measured nothing, so it leaves the last response time and error as they were.
CREATE FUNCTION record_outcomes(batch jsonb) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  logged integer;
BEGIN
  WITH outcome AS MATERIALIZED (
    SELECT * FROM jsonb_populate_recordset(NULL::outcome, batch) WHERE type = 'outcome'
  ), logged AS (
    INSERT INTO integration_health_log (
      check_time, integration_key, integration_name, status, success, short_circuited, response_time_ms, error_message,
      error_details, metadata)
    SELECT
      at, key, name, status, success, "shortCircuited", "responseTimeMs", message,
      CASE WHEN NOT success THEN nullif(details, '{}') END, CASE WHEN success THEN nullif(details, '{}') END
    FROM outcome
    ON CONFLICT DO NOTHING
    RETURNING
      integration_key, check_time, success, response_time_ms,
      CASE WHEN short_circuited THEN 'unknown' ELSE status END AS measured
  ), rolled AS (
    INSERT INTO integration_health_hourly AS h (
      integration_key, hour, checks, healthy, degraded, down, unknown, successes, response_ms_sum, response_ms_min,
      response_ms_max)
    SELECT
      integration_key,
      date_trunc('hour', check_time, 'UTC'),
      count(*),
      count(*) FILTER (WHERE measured = 'healthy'),
      count(*) FILTER (WHERE measured = 'degraded'),
      count(*) FILTER (WHERE measured = 'down'),
      count(*) FILTER (WHERE measured = 'unknown'),
      count(*) FILTER (WHERE success AND measured <> 'unknown'),
      coalesce(sum(response_time_ms) FILTER (WHERE success AND measured <> 'unknown'), 0),
      min(response_time_ms) FILTER (WHERE success AND measured <> 'unknown'),
      max(response_time_ms) FILTER (WHERE success AND measured <> 'unknown')
    FROM logged
    GROUP BY 1, 2
    ON CONFLICT (integration_key, hour) DO UPDATE SET
      checks = h.checks + excluded.checks,
      healthy = h.healthy + excluded.healthy,
      degraded = h.degraded + excluded.degraded,
      down = h.down + excluded.down,
      unknown = h.unknown + excluded.unknown,
      successes = h.successes + excluded.successes,
      response_ms_sum = h.response_ms_sum + excluded.response_ms_sum,
      response_ms_min = least(h.response_ms_min, excluded.response_ms_min),
      response_ms_max = greatest(h.response_ms_max, excluded.response_ms_max)
  ), opened AS (
    INSERT INTO open_day
    SELECT DISTINCT (check_time AT TIME ZONE 'UTC')::date FROM logged
    ON CONFLICT DO NOTHING
  ), newest AS (
    -- In one pass and without a join: the planner takes a batch for one row and would join row by row.
    SELECT
      key,
      max(at) AS at,
      (array_agg(o.judged ORDER BY at DESC))[1] AS judged,
      (array_agg(o::outcome ORDER BY at DESC) FILTER (WHERE NOT "shortCircuited"))[1] AS measured,
      max(at) FILTER (WHERE success AND NOT "shortCircuited") AS success_at
    FROM outcome o
    GROUP BY key
  ), current AS (
    UPDATE integration_health i
    SET
      status = (n.judged).status,
      status_since = (n.judged).since,
      failing_since = (n.judged)."failingSince",
      consecutive_failures = (n.judged).failures,
      consecutive_successes = (n.judged).successes,
      streak = (n.judged).streak,
      last_outcome = (n.judged)."lastOutcome",
      last_check_at = n.at,
      last_success_at = coalesce(n.success_at, i.last_success_at),
      response_time_ms =
        CASE WHEN (n.measured).key IS NULL THEN i.response_time_ms ELSE (n.measured)."responseTimeMs" END,
      last_error_message =
        CASE WHEN (n.measured).key IS NULL THEN i.last_error_message
             WHEN (n.measured).status <> 'healthy' THEN (n.measured).message END,
      last_error_details =
        CASE WHEN (n.measured).key IS NULL THEN i.last_error_details
             WHEN (n.measured).status <> 'healthy' THEN nullif((n.measured).details, '{}') END
    FROM newest n
    WHERE i.integration_key = n.key AND (i.last_check_at IS NULL OR n.at > i.last_check_at)
  )
  SELECT count(*) INTO logged FROM logged;
  RETURN logged;
END $$;

CREATE FUNCTION record_changes(batch jsonb) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO status_change (integration_key, at, from_status, to_status, message)
  SELECT key, at, "from", "to", message
  FROM jsonb_to_recordset(batch) AS c (type text, key text, at timestamptz, "from" text, "to" text, message text)
  WHERE type = 'change'
  ON CONFLICT DO NOTHING;
$$;

CREATE FUNCTION record_alerts(batch jsonb) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO alert AS a (rule, integration_key, state, severity, condition, since, at)
  SELECT DISTINCT ON (rule, key) rule, key, state, severity, condition, since, at
  FROM ROWS FROM (jsonb_to_recordset(batch) AS (
    type text, rule text, key text, state text, severity text, condition text, since timestamptz, at timestamptz))
    WITH ORDINALITY AS x (type, rule, key, state, severity, condition, since, at, position)
  WHERE type = 'alert'
  ORDER BY rule, key, at DESC, position DESC
  ON CONFLICT (rule, integration_key) DO UPDATE SET
    state = excluded.state,
    severity = excluded.severity,
    condition = excluded.condition,
    since = excluded.since,
    at = excluded.at
  WHERE excluded.at >= a.at;
$$;

-- Messages: of several entries with one id the last one counts.
CREATE FUNCTION record_notifications(batch jsonb) RETURNS void
LANGUAGE sql AS $$
  WITH entry AS MATERIALIZED (
    SELECT DISTINCT ON (id) *
    FROM ROWS FROM (jsonb_to_recordset(batch) AS (
      type text, id uuid, channel text, rule text, key text, severity text, firing boolean, state text,
      attempts integer, "lastError" text, "createdAt" timestamptz, "nextAttemptAt" timestamptz, "sentAt" timestamptz,
      receipt text, alert jsonb))
      WITH ORDINALITY AS x (type, id, channel, rule, key, severity, firing, state, attempts, last_error, created_at,
        next_attempt_at, sent_at, receipt, alert, position)
    WHERE type = 'notification'
    ORDER BY id, position DESC
  ), kept AS (
    INSERT INTO notification (
      id, channel, rule, integration_key, severity, firing, state, attempts, last_error, created_at, next_attempt_at,
      sent_at, receipt, alert)
    SELECT
      id, channel, rule, key, severity, firing, state, attempts, last_error, created_at, next_attempt_at, sent_at,
      receipt, alert
    FROM entry
    ON CONFLICT (id) DO UPDATE SET
      state = excluded.state,
      attempts = excluded.attempts,
      last_error = excluded.last_error,
      next_attempt_at = excluded.next_attempt_at,
      sent_at = excluded.sent_at,
      receipt = excluded.receipt,
      severity = excluded.severity,
      alert = excluded.alert
  ), died AS (
    INSERT INTO dead_letter (notification_id, channel, rule, integration_key, reason, alert)
    SELECT id, channel, rule, key, last_error, alert FROM entry WHERE state = 'dead'
    ON CONFLICT DO NOTHING
  ), told AS (
    SELECT key, max(sent_at) AS at FROM entry WHERE state = 'sent' AND firing GROUP BY key
  )
  UPDATE integration_health i
  SET alert_sent_at = greatest(i.alert_sent_at, t.at)
  FROM told t
  WHERE i.integration_key = t.key;
$$;

-- Writes a batch of journal entries, all or none; writing the same batch again changes nothing. Returns how many checks
-- were new to the log.
CREATE FUNCTION record_batch(batch jsonb) RETURNS integer
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
  RETURN logged;
END $$;
