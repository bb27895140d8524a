SELECT
  (SELECT ensure_log_partitions(utc_today(), utc_today() + 7)) AS partitions_made,
  deleted,
  remaining,
  oldest,
  drop_expired_messages(keep.days) AS messages_dropped
FROM (SELECT CAST(:?days AS integer) AS days) keep, drop_expired_logs(keep.days)
