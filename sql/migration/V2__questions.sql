-- The questions people and pages ask. Where a view can, it reads the hourly rollup, so that its cost does not grow with
-- the log; "24 hours" and "30 days" then begin at a full hour.

CREATE VIEW current_status AS
SELECT
  integration_key,
  integration_name,
  integration_type,
  status,
  status_since,
  failing_since,
  last_check_at,
  response_time_ms,
  success_rate,
  uptime_percentage,
  consecutive_failures,
  last_error_message,
  enabled,
  enabled AND coalesce(last_check_at, added_at) < now() - make_interval(secs => 2 * check_interval_seconds::float8)
    AS stale
FROM integration_health
WHERE removed_at IS NULL
ORDER BY array_position(ARRAY['down', 'degraded', 'unknown', 'healthy'], status), integration_name;

CREATE VIEW stale_checks AS
SELECT integration_key, integration_name, last_check_at, status
FROM current_status
WHERE stale
ORDER BY last_check_at NULLS FIRST;

CREATE VIEW recent_failures AS
SELECT integration_name, check_time, error_message, response_time_ms, integration_key, error_details
FROM integration_health_log
WHERE NOT success
  AND NOT short_circuited
  AND status <> 'unknown'
  AND check_time > now() - interval '24 hours'
ORDER BY check_time DESC;

CREATE VIEW uptime_30_days AS
SELECT
  i.integration_key,
  i.integration_name,
  sum(h.healthy + h.degraded + h.down) AS total_checks,
  sum(h.healthy + h.degraded) AS successful_checks,
  round(100.0 * sum(h.healthy + h.degraded) / nullif(sum(h.healthy + h.degraded + h.down), 0), 2) AS uptime_percentage
FROM integration_health i
JOIN integration_health_hourly h USING (integration_key)
WHERE h.hour >= date_trunc('hour', now() - interval '30 days')
GROUP BY i.integration_key
ORDER BY uptime_percentage, i.integration_name;

CREATE VIEW response_times_24_hours AS
SELECT
  i.integration_key,
  i.integration_name,
  round(sum(h.response_ms_sum) / sum(h.successes)) AS avg_response_time,
  min(h.response_ms_min) AS min_response_time,
  max(h.response_ms_max) AS max_response_time
FROM integration_health i
JOIN integration_health_hourly h USING (integration_key)
WHERE h.hour >= date_trunc('hour', now() - interval '24 hours')
  AND h.successes > 0
GROUP BY i.integration_key
ORDER BY avg_response_time DESC;

CREATE VIEW log_growth_7_days AS
SELECT sum(checks) AS count, (hour AT TIME ZONE 'UTC')::date AS day
FROM integration_health_hourly
WHERE hour >= date_trunc('hour', now() - interval '7 days')
GROUP BY day
ORDER BY day DESC;

CREATE VIEW last_alerts AS
SELECT integration_name, alert_sent_at, consecutive_failures, integration_key
FROM integration_health
WHERE alert_sent_at IS NOT NULL
ORDER BY alert_sent_at DESC
LIMIT 10;

-- Percent of measured checks that succeeded in the time up to now, or null when nothing was measured.
CREATE FUNCTION integration_success_rate(key text, span interval) RETURNS numeric
LANGUAGE sql STABLE AS $$
  SELECT round(100.0 * sum(successes) / nullif(sum(healthy + degraded + down), 0), 2)
  FROM integration_health_hourly
  WHERE integration_key = key AND hour >= date_trunc('hour', now() - span);
$$;

-- Percent of measured checks that found it healthy or degraded in the time up to now, or null.
CREATE FUNCTION integration_uptime(key text, span interval) RETURNS numeric
LANGUAGE sql STABLE AS $$
  SELECT round(100.0 * sum(healthy + degraded) / nullif(sum(healthy + degraded + down), 0), 2)
  FROM integration_health_hourly
  WHERE integration_key = key AND hour >= date_trunc('hour', now() - span);
$$;

-- Brings success_rate and uptime_percentage up to date and returns how many rows changed.
CREATE FUNCTION refresh_rates() RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  day_ago constant timestamptz := date_trunc('hour', now() - interval '24 hours');
  changed integer;
BEGIN
  PERFORM lock_integrations();
  WITH sums AS (
    SELECT
      integration_key,
      sum(successes) FILTER (WHERE hour >= day_ago) AS day_successes,
      sum(healthy + degraded + down) FILTER (WHERE hour >= day_ago) AS day_measured,
      sum(healthy + degraded) AS up,
      sum(healthy + degraded + down) AS measured
    FROM integration_health_hourly
    WHERE hour >= date_trunc('hour', now() - interval '30 days')
    GROUP BY integration_key
  ), rates AS (
    SELECT
      i.integration_key,
      round(100.0 * s.day_successes / nullif(s.day_measured, 0), 2) AS success_rate,
      round(100.0 * s.up / nullif(s.measured, 0), 2) AS uptime_percentage
    FROM integration_health i
    LEFT JOIN sums s USING (integration_key)
  )
  UPDATE integration_health i
  SET success_rate = r.success_rate, uptime_percentage = r.uptime_percentage
  FROM rates r
  WHERE r.integration_key = i.integration_key
    AND (i.success_rate, i.uptime_percentage) IS DISTINCT FROM (r.success_rate, r.uptime_percentage);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END $$;

-- Deletes history older than so many days: whole partitions at once, the rest by row. Sent and cancelled messages go
-- with it; rollup, status changes, audit and dead letters stay 400 days, so that a year can be compared with the one
-- before. "remaining" is the planner's estimate, because counting would cost as much as the log is long.
CREATE FUNCTION drop_expired_logs(retention_days integer)
RETURNS TABLE (deleted bigint, remaining bigint, oldest timestamptz)
LANGUAGE plpgsql SET lock_timeout = '10s' AS $$
DECLARE
  expired  constant timestamptz := now() - make_interval(days => retention_days);
  outdated constant timestamptz := now() - make_interval(days => greatest(retention_days, 400));
  part     regclass;
  rows     bigint;
BEGIN
  IF retention_days < 1 THEN
    RAISE EXCEPTION 'retention must be at least one day: %', retention_days;
  END IF;
  PERFORM lock_integrations();
  deleted := 0;
  FOR part IN
    SELECT inhrelid FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
    WHERE inhparent = 'integration_health_log'::regclass
      AND c.relname ~ '_[0-9]{8}$'
      AND utc_start_of(to_date(right(c.relname, 8), 'YYYYMMDD') + 1) <= expired
  LOOP
    EXECUTE format('SELECT count(*) FROM %s', part) INTO rows;
    EXECUTE format('DROP TABLE %s', part);
    deleted := deleted + rows;
  END LOOP;
  DELETE FROM integration_health_log WHERE check_time < expired;
  GET DIAGNOSTICS rows = ROW_COUNT;
  deleted := deleted + rows;

  DELETE FROM notification WHERE created_at < expired AND state IN ('sent', 'cancelled', 'dead');
  DELETE FROM integration_health_hourly WHERE hour < outdated;
  DELETE FROM status_change WHERE at < outdated;
  DELETE FROM integration_audit WHERE at < outdated;
  DELETE FROM dead_letter WHERE died_at < outdated;

  SELECT coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint INTO remaining
    FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
   WHERE inhparent = 'integration_health_log'::regclass;
  SELECT min(check_time) INTO oldest FROM integration_health_log;
  RETURN NEXT;
END $$;
