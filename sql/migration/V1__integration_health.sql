-- What is watched, how it is, how it was, and whom we told.
--
-- Facts arrive through record_batch (at the end), settings through declare_integrations or plain SQL. Everything that
-- writes integration_health first takes one advisory lock, so that writers queue instead of running into deadlocks.

CREATE FUNCTION lock_integrations() RETURNS void
LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtext('rollcall.integration_health'));
$$;

-- Current state and settings -----------------------------------------------------------------------------------------

CREATE SEQUENCE settings_version;

CREATE TABLE integration_health (
  integration_key        text PRIMARY KEY,
  integration_name       text NOT NULL,
  integration_type       text NOT NULL,

  endpoint_url           text,
  enabled                boolean NOT NULL DEFAULT true,
  check_interval_seconds numeric NOT NULL DEFAULT 300 CHECK (check_interval_seconds > 0),
  timeout_ms             integer NOT NULL DEFAULT 5000 CHECK (timeout_ms > 0),
  alert_on_failure       boolean NOT NULL DEFAULT true,
  alert_email            text,
  alert_threshold        integer NOT NULL DEFAULT 3 CHECK (alert_threshold > 0),
  parameters             jsonb NOT NULL DEFAULT '{}',
  declared_in            text,
  declaration_hash       text,
  added_at               timestamptz NOT NULL DEFAULT now(),
  removed_at             timestamptz,
  settings_version       bigint NOT NULL DEFAULT 0,

  status                 text NOT NULL DEFAULT 'unknown' CHECK (status IN ('healthy', 'degraded', 'down', 'unknown')),
  status_since           timestamptz,
  failing_since          timestamptz,
  last_check_at          timestamptz,
  last_success_at        timestamptz,
  response_time_ms       numeric,
  success_rate           numeric(5, 2),
  uptime_percentage      numeric(5, 2),
  last_error_message     text,
  last_error_details     jsonb,
  consecutive_failures   integer NOT NULL DEFAULT 0,
  consecutive_successes  integer NOT NULL DEFAULT 0,
  streak                 integer NOT NULL DEFAULT 0,
  last_outcome           text,
  alert_sent_at          timestamptz
) WITH (fillfactor = 60);

COMMENT ON TABLE integration_health IS 'One row per integration: its settings, and how it is now';
COMMENT ON COLUMN integration_health.integration_key IS 'Route id of the declaration; used in commands, rules and paths';
COMMENT ON COLUMN integration_health.integration_name IS 'What people read';
COMMENT ON COLUMN integration_health.integration_type IS 'The check template, such as http';
COMMENT ON COLUMN integration_health.alert_email IS 'Where email about it goes, comma-separated; null means the default';
COMMENT ON COLUMN integration_health.alert_threshold IS 'Consecutive failures until it is down';
COMMENT ON COLUMN integration_health.parameters IS 'Further parameters by name, placeholders unresolved; never a secret';
COMMENT ON COLUMN integration_health.declared_in IS 'File that declares it; null when added by SQL or API';
COMMENT ON COLUMN integration_health.removed_at IS 'When its declaration disappeared from the files';
COMMENT ON COLUMN integration_health.settings_version IS 'Rises with each change of a setting';
COMMENT ON COLUMN integration_health.response_time_ms IS 'Of the last measured check';
COMMENT ON COLUMN integration_health.success_rate IS 'Percent of measured checks of 24 hours that succeeded';
COMMENT ON COLUMN integration_health.uptime_percentage IS 'Percent of measured checks of 30 days that were up';
COMMENT ON COLUMN integration_health.alert_sent_at IS 'When the last message about a failure was sent';

-- The only other index: columns that change with each check stay unindexed, so that these updates are heap-only.
CREATE INDEX integration_health_settings ON integration_health (settings_version);

-- What changed, by whom, when (settings only: the checks are the log).
CREATE TABLE integration_audit (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at              timestamptz NOT NULL DEFAULT now(),
  integration_key text NOT NULL,
  action          text NOT NULL CHECK (action IN ('added', 'changed', 'removed', 'deleted')),
  changed         jsonb NOT NULL,
  changed_by      text NOT NULL DEFAULT session_user
);
CREATE INDEX integration_audit_key ON integration_audit (integration_key, at);
COMMENT ON COLUMN integration_audit.changed IS 'For each changed setting its value before (from) and after (to)';

-- The settings of a row, as the version trigger, the audit and declare_integrations understand the word.
CREATE FUNCTION settings_of(i integration_health) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object(
    'integration_name', i.integration_name, 'integration_type', i.integration_type, 'endpoint_url', i.endpoint_url,
    'enabled', i.enabled, 'check_interval_seconds', i.check_interval_seconds, 'timeout_ms', i.timeout_ms,
    'alert_on_failure', i.alert_on_failure, 'alert_email', i.alert_email, 'alert_threshold', i.alert_threshold,
    'parameters', i.parameters, 'declared_in', i.declared_in, 'removed_at', i.removed_at);
$$;

CREATE FUNCTION queue_settings_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lock_integrations();
  RETURN NULL;
END $$;

-- Versions must become visible in their order, or a reader that saw version 8 would never see a version 7 that is
-- committed later. Hence the lock, and hence before the statement: taken per row it could deadlock.
CREATE TRIGGER queue_settings_change
  BEFORE INSERT OR DELETE OR UPDATE OF integration_name, integration_type, endpoint_url, enabled,
    check_interval_seconds, timeout_ms, alert_on_failure, alert_email, alert_threshold, parameters, declared_in,
    removed_at
  ON integration_health FOR EACH STATEMENT EXECUTE FUNCTION queue_settings_change();

CREATE FUNCTION version_settings() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR settings_of(NEW) <> settings_of(OLD) THEN
    NEW.settings_version := nextval('settings_version');
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER version_settings
  BEFORE INSERT OR UPDATE OF integration_name, integration_type, endpoint_url, enabled, check_interval_seconds,
    timeout_ms, alert_on_failure, alert_email, alert_threshold, parameters, declared_in, removed_at
  ON integration_health FOR EACH ROW EXECUTE FUNCTION version_settings();

CREATE FUNCTION audit_settings() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  before jsonb := CASE WHEN TG_OP <> 'INSERT' THEN settings_of(OLD) ELSE '{}' END;
  after  jsonb := CASE WHEN TG_OP <> 'DELETE' THEN settings_of(NEW) ELSE '{}' END;
  diff   jsonb;
BEGIN
  SELECT jsonb_object_agg(key, jsonb_build_object('from', before -> key, 'to', after -> key))
    INTO diff
    FROM jsonb_object_keys(before || after) AS key
   WHERE coalesce(before -> key, 'null') <> coalesce(after -> key, 'null');
  IF diff IS NOT NULL THEN
    INSERT INTO integration_audit (integration_key, action, changed)
    VALUES (coalesce(NEW.integration_key, OLD.integration_key),
            CASE WHEN TG_OP = 'INSERT' THEN 'added'
                 WHEN TG_OP = 'DELETE' THEN 'deleted'
                 WHEN OLD.removed_at IS NULL AND NEW.removed_at IS NOT NULL THEN 'removed'
                 WHEN OLD.removed_at IS NOT NULL AND NEW.removed_at IS NULL THEN 'added'
                 ELSE 'changed' END,
            diff);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER audit_settings
  AFTER INSERT OR DELETE OR UPDATE OF integration_name, integration_type, endpoint_url, enabled,
    check_interval_seconds, timeout_ms, alert_on_failure, alert_email, alert_threshold, parameters, declared_in,
    removed_at
  ON integration_health FOR EACH ROW EXECUTE FUNCTION audit_settings();

-- History ------------------------------------------------------------------------------------------------------------

CREATE TABLE integration_health_log (
  check_time       timestamptz NOT NULL,
  integration_key  text NOT NULL,
  integration_name text NOT NULL,
  status           text NOT NULL,
  success          boolean NOT NULL,
  short_circuited  boolean NOT NULL DEFAULT false,
  response_time_ms numeric,
  error_message    text,
  error_details    jsonb,
  metadata         jsonb,
  PRIMARY KEY (integration_key, check_time)
) PARTITION BY RANGE (check_time);

COMMENT ON TABLE integration_health_log IS 'One row per finished check, partitioned by UTC day';
COMMENT ON COLUMN integration_health_log.short_circuited IS 'No call was made because the circuit breaker was open';
COMMENT ON COLUMN integration_health_log.error_details IS 'Evidence of a check that did not succeed';
COMMENT ON COLUMN integration_health_log.metadata IS 'Evidence of a check that succeeded';

CREATE INDEX integration_health_log_time ON integration_health_log (check_time);
CREATE INDEX integration_health_log_failures ON integration_health_log (check_time) WHERE NOT success;

CREATE TABLE integration_health_log_default PARTITION OF integration_health_log DEFAULT;

CREATE FUNCTION utc_start_of(day date) RETURNS timestamptz
LANGUAGE sql IMMUTABLE AS $$ SELECT day::timestamp AT TIME ZONE 'UTC' $$;

CREATE FUNCTION utc_today() RETURNS date
LANGUAGE sql STABLE AS $$ SELECT (now() AT TIME ZONE 'UTC')::date $$;

-- Makes the missing partitions of these days, both included. Rows that already arrived for such a day move out of the
-- default partition. Returns how many partitions were made.
CREATE FUNCTION ensure_log_partitions(from_day date, to_day date) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  day       date;
  partition text;
  made      integer := 0;
BEGIN
  PERFORM lock_integrations();
  FOR day IN SELECT generate_series(from_day, to_day, interval '1 day')::date LOOP
    partition := 'integration_health_log_' || to_char(day, 'YYYYMMDD');
    CONTINUE WHEN to_regclass(partition) IS NOT NULL;
    EXECUTE format('CREATE TABLE %I (LIKE integration_health_log INCLUDING ALL)', partition);
    EXECUTE format(
      'WITH early AS (DELETE FROM integration_health_log_default WHERE check_time >= %L AND check_time < %L RETURNING *)
       INSERT INTO %I SELECT * FROM early', utc_start_of(day), utc_start_of(day + 1), partition);
    EXECUTE format('ALTER TABLE integration_health_log ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
      partition, utc_start_of(day), utc_start_of(day + 1));
    made := made + 1;
  END LOOP;
  RETURN made;
END $$;

-- Per integration and hour: what rates, uptime and response times are computed from, whatever the log's length. Of
-- the checks each is counted once: as unknown when it measured nothing (or was short-circuited), else by its status.
CREATE TABLE integration_health_hourly (
  integration_key text NOT NULL,
  hour            timestamptz NOT NULL,
  checks          integer NOT NULL,
  healthy         integer NOT NULL,
  degraded        integer NOT NULL,
  down            integer NOT NULL,
  unknown         integer NOT NULL,
  successes       integer NOT NULL,
  response_ms_sum numeric NOT NULL,
  response_ms_min numeric,
  response_ms_max numeric,
  PRIMARY KEY (integration_key, hour)
) WITH (fillfactor = 80);
CREATE INDEX integration_health_hourly_hour ON integration_health_hourly (hour);
COMMENT ON COLUMN integration_health_hourly.response_ms_sum IS 'Over successful checks, as are min and max';

-- The same per UTC day, for questions about months.
CREATE TABLE integration_health_daily (
  integration_key text NOT NULL,
  day             date NOT NULL,
  checks          integer NOT NULL,
  healthy         integer NOT NULL,
  degraded        integer NOT NULL,
  down            integer NOT NULL,
  unknown         integer NOT NULL,
  successes       integer NOT NULL,
  response_ms_sum numeric NOT NULL,
  response_ms_min numeric,
  response_ms_max numeric,
  PRIMARY KEY (integration_key, day)
);
CREATE INDEX integration_health_daily_day ON integration_health_daily (day);

-- Days whose hours changed since they were summed up: today, and days that late entries from the spool belong to.
CREATE TABLE open_day (
  day date PRIMARY KEY
);

CREATE TABLE status_change (
  integration_key text NOT NULL,
  at              timestamptz NOT NULL,
  from_status     text NOT NULL,
  to_status       text NOT NULL,
  message         text,
  PRIMARY KEY (integration_key, at)
);

-- Alerts and messages ------------------------------------------------------------------------------------------------

CREATE TABLE alert (
  rule            text NOT NULL,
  integration_key text NOT NULL,
  state           text NOT NULL CHECK (state IN ('pending', 'firing', 'resolved')),
  severity        text NOT NULL,
  condition       text NOT NULL,
  since           timestamptz NOT NULL,
  at              timestamptz NOT NULL,
  PRIMARY KEY (rule, integration_key)
);
COMMENT ON COLUMN alert.since IS 'When the condition first held';
COMMENT ON COLUMN alert.at IS 'When the alert came into this state';

CREATE TABLE notification (
  id              uuid PRIMARY KEY,
  channel         text NOT NULL,
  rule            text NOT NULL,
  integration_key text NOT NULL,
  severity        text NOT NULL,
  firing          boolean NOT NULL,
  state           text NOT NULL CHECK (state IN ('pending', 'held', 'sent', 'cancelled', 'dead')),
  attempts        integer NOT NULL,
  last_error      text,
  created_at      timestamptz NOT NULL,
  next_attempt_at timestamptz,
  sent_at         timestamptz,
  receipt         text,
  alert           jsonb NOT NULL
);
COMMENT ON COLUMN notification.receipt IS 'What the channel answered with to identify the message';
CREATE INDEX notification_created ON notification (created_at);
CREATE INDEX notification_open ON notification (next_attempt_at) WHERE state IN ('pending', 'held');

CREATE TABLE dead_letter (
  notification_id uuid PRIMARY KEY,
  channel         text NOT NULL,
  rule            text NOT NULL,
  integration_key text NOT NULL,
  reason          text,
  alert           jsonb NOT NULL,
  died_at         timestamptz NOT NULL DEFAULT now()
);
