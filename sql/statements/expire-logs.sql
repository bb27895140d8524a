SELECT
  (SELECT ensure_log_partitions(utc_today(), utc_today() + 7)) AS partitions_made,
  deleted,
  remaining,
  oldest
FROM drop_expired_logs(CAST(:?days AS integer))
