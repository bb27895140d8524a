-- The questions people and pages ask. Where a view can, it reads a rollup, so that its cost does not grow with the log;
-- "24 hours" then begins at a full hour, and "30 days" are today and the 29 UTC days before.

-- Per integration and day, always up to date: days that are still open are summed up from their hours.
CREATE VIEW checks_per_day AS
SELECT
  integration_key, day, checks, healthy, degraded, down, unknown, successes, response_ms_sum, response_ms_min,
  response_ms_max
FROM integration_health_daily
WHERE day NOT IN (SELECT day FROM open_day)
UNION ALL
SELECT
  h.integration_key, o.day, sum(h.checks)::integer, sum(h.healthy)::integer, sum(h.degraded)::integer,
  sum(h.down)::integer, sum(h.unknown)::integer, sum(h.successes)::integer, sum(h.response_ms_sum),
  min(h.response_ms_min), max(h.response_ms_max)
FROM open_day o
JOIN integration_health_hourly h ON h.hour >= utc_start_of(o.day) AND h.hour < utc_start_of(o.day + 1)
GROUP BY h.integration_key, o.day;

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
  sum(d.healthy + d.degraded + d.down) AS total_checks,
  sum(d.healthy + d.degraded) AS successful_checks,
  round(100.0 * sum(d.healthy + d.degraded) / nullif(sum(d.healthy + d.degraded + d.down), 0), 2) AS uptime_percentage
FROM integration_health i
JOIN checks_per_day d USING (integration_key)
WHERE d.day > utc_today() - 30
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
SELECT sum(checks) AS count, day
FROM checks_per_day
WHERE day > utc_today() - 7
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

-- Sums up the days that are over.
CREATE FUNCTION close_days() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lock_integrations();
  INSERT INTO integration_health_daily AS d
  SELECT * FROM checks_per_day WHERE day IN (SELECT day FROM open_day) AND day < utc_today()
  ON CONFLICT (integration_key, day) DO UPDATE SET
    checks = excluded.checks,
    healthy = excluded.healthy,
    degraded = excluded.degraded,
    down = excluded.down,
    unknown = excluded.unknown,
    successes = excluded.successes,
    response_ms_sum = excluded.response_ms_sum,
    response_ms_min = excluded.response_ms_min,
    response_ms_max = excluded.response_ms_max;
  DELETE FROM open_day WHERE day < utc_today();
END $$;

-- Brings success_rate and uptime_percentage up to date and returns how many rows changed.
CREATE FUNCTION refresh_rates() RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  changed integer;
BEGIN
  PERFORM close_days();
  WITH day AS (
    SELECT
      integration_key,
      round(100.0 * sum(successes) / nullif(sum(healthy + degraded + down), 0), 2) AS success_rate
    FROM integration_health_hourly
    WHERE hour >= date_trunc('hour', now() - interval '24 hours')
    GROUP BY integration_key
  ), rates AS (
    SELECT i.integration_key, d.success_rate, m.uptime_percentage
    FROM integration_health i
    LEFT JOIN day d USING (integration_key)
    LEFT JOIN uptime_30_days m USING (integration_key)
  )
  UPDATE integration_health i
  SET success_rate = r.success_rate, uptime_percentage = r.uptime_percentage
  FROM rates r
  WHERE r.integration_key = i.integration_key
    AND (i.success_rate, i.uptime_percentage) IS DISTINCT FROM (r.success_rate, r.uptime_percentage);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END $$;

-- Deletes history older than so many days: whole partitions at once, the rest by row. Hours and finished messages go
-- with it; days, status changes, audit and dead letters stay 400 days, so that a year can be compared with the last.
-- "remaining" is the planner's estimate, because counting would cost as much as the log is long.
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
  PERFORM close_days();
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
  DELETE FROM integration_health_hourly WHERE hour < expired;
  DELETE FROM integration_health_daily WHERE day < (outdated AT TIME ZONE 'UTC')::date;
  DELETE FROM status_change WHERE at < outdated;
  DELETE FROM integration_audit WHERE at < outdated;
  DELETE FROM dead_letter WHERE died_at < outdated;

  SELECT coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint INTO remaining
    FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
   WHERE inhparent = 'integration_health_log'::regclass;
  SELECT min(check_time) INTO oldest FROM integration_health_log;
  RETURN NEXT;
END $$;
