SELECT
  integration_key,
  integration_name,
  integration_type,
  endpoint_url,
  enabled,
  check_interval_seconds,
  timeout_ms,
  alert_on_failure,
  alert_email,
  alert_threshold,
  CAST(parameters AS text) AS parameters,
  declared_in,
  declaration_hash,
  removed_at,
  settings_version
FROM integration_health
WHERE settings_version > CAST(:?version AS bigint)
ORDER BY settings_version
