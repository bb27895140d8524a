-- Requests with an idempotency key, for a day: the same request is done once, however often it comes.
CREATE TABLE api_request (
  caller      text NOT NULL,
  key         text NOT NULL,
  operation   text NOT NULL,
  fingerprint text NOT NULL,
  status      integer,
  type        text,
  body        text,
  headers     jsonb,
  at          timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (caller, key, operation)
);
CREATE INDEX api_request_at ON api_request (at);
COMMENT ON TABLE api_request IS 'What requests with an idempotency key were answered with';
COMMENT ON COLUMN api_request.fingerprint IS 'SHA-256 of method, path and body';
COMMENT ON COLUMN api_request.status IS 'Null while it is being done';

-- Nothing when the caller is the first with this key and shall do it, else what became of the first one. A request that broke
-- off with its process is forgotten after ten minutes.
CREATE FUNCTION begin_request(of_caller text, of_key text, of_operation text, of_fingerprint text)
RETURNS SETOF api_request
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM api_request WHERE at < now() - interval '1 day' OR status IS NULL AND at < now() - interval '10 minutes';
  INSERT INTO api_request (caller, key, operation, fingerprint)
  VALUES (of_caller, of_key, of_operation, of_fingerprint)
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN QUERY SELECT * FROM api_request r WHERE r.caller = of_caller AND r.key = of_key AND r.operation = of_operation;
  END IF;
END $$;

-- Who changed a setting, where the API knows better than the database's login.
ALTER TABLE integration_audit ALTER COLUMN changed_by
  SET DEFAULT coalesce(nullif(current_setting('rollcall.changed_by', true), ''), session_user);

-- Changes the settings of an integration that are in the patch, by the names of their columns; parameters one by one, where
-- null takes one out. Returns the new version, or nothing when the row has another version than the one that is expected.
CREATE FUNCTION change_integration(of_key text, patch jsonb, expected bigint, who text) RETURNS SETOF bigint
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('rollcall.changed_by', who, true);
  RETURN QUERY
  UPDATE integration_health i SET
    integration_name = coalesce(patch ->> 'integration_name', i.integration_name),
    endpoint_url = CASE WHEN patch ? 'endpoint_url' THEN patch ->> 'endpoint_url' ELSE i.endpoint_url END,
    enabled = coalesce((patch ->> 'enabled')::boolean, i.enabled),
    check_interval_seconds = coalesce((patch ->> 'check_interval_seconds')::numeric, i.check_interval_seconds),
    timeout_ms = coalesce((patch ->> 'timeout_ms')::integer, i.timeout_ms),
    alert_threshold = coalesce((patch ->> 'alert_threshold')::integer, i.alert_threshold),
    alert_on_failure = coalesce((patch ->> 'alert_on_failure')::boolean, i.alert_on_failure),
    alert_email = CASE WHEN patch ? 'alert_email' THEN patch ->> 'alert_email' ELSE i.alert_email END,
    parameters = jsonb_strip_nulls(i.parameters || coalesce(patch -> 'parameters', '{}'))
  WHERE i.integration_key = of_key AND i.removed_at IS NULL
    AND (expected IS NULL OR i.settings_version = expected)
  RETURNING i.settings_version;
END $$;

-- Adds an integration that no file declares, or one again that was taken out; the patch is as above. Returns its version, or
-- nothing when there is one of that key.
CREATE FUNCTION add_integration(of_key text, of_type text, patch jsonb, who text) RETURNS SETOF bigint
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('rollcall.changed_by', who, true);
  INSERT INTO integration_health AS i (integration_key, integration_name, integration_type)
  VALUES (of_key, of_key, of_type)
  ON CONFLICT (integration_key) DO UPDATE SET
    integration_name = excluded.integration_name,
    integration_type = excluded.integration_type,
    endpoint_url = NULL, alert_email = NULL, parameters = '{}', enabled = true,
    check_interval_seconds = 300, timeout_ms = 5000, alert_threshold = 3, alert_on_failure = true,
    declared_in = NULL, declaration_hash = NULL, removed_at = NULL
  WHERE i.removed_at IS NOT NULL;
  IF FOUND THEN
    RETURN QUERY SELECT * FROM change_integration(of_key, patch, NULL, who);
  END IF;
END $$;

-- Takes out an integration that no file declares.
CREATE FUNCTION remove_integration(of_key text, who text) RETURNS SETOF text
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('rollcall.changed_by', who, true);
  RETURN QUERY
  UPDATE integration_health SET removed_at = now(), status = 'unknown', status_since = now(), failing_since = NULL
  WHERE integration_key = of_key AND declared_in IS NULL AND removed_at IS NULL
  RETURNING integration_key;
END $$;
