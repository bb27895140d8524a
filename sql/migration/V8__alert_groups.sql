-- Alerts that are told together. A row is gone once everyone knows that its alert has ended, and no hold-back counts from it.
CREATE TABLE alert_group_member (
  group_id    text NOT NULL,
  fingerprint text NOT NULL,
  receiver    jsonb NOT NULL,
  labels      jsonb NOT NULL,
  alert       jsonb NOT NULL,
  told        jsonb NOT NULL,
  at          timestamptz NOT NULL,
  PRIMARY KEY (group_id, fingerprint)
);
COMMENT ON TABLE alert_group_member IS 'Alerts by the group they are told with';
COMMENT ON COLUMN alert_group_member.told IS 'What was last said of it, by channel';

CREATE FUNCTION record_members(batch jsonb) RETURNS void
LANGUAGE sql AS $$
  WITH entry AS MATERIALIZED (
    SELECT DISTINCT ON ("group", key) *
    FROM ROWS FROM (jsonb_to_recordset(batch) AS (
      type text, "group" text, key text, receiver jsonb, labels jsonb, alert jsonb, told jsonb, gone boolean,
      at timestamptz))
      WITH ORDINALITY AS x (type, "group", key, receiver, labels, alert, told, gone, at, position)
    WHERE type = 'member'
    ORDER BY "group", key, position DESC
  ), left_behind AS (
    DELETE FROM alert_group_member m USING entry e
    WHERE e.gone AND m.group_id = e."group" AND m.fingerprint = e.key
  )
  INSERT INTO alert_group_member AS m (group_id, fingerprint, receiver, labels, alert, told, at)
  SELECT "group", key, receiver, labels, alert, told, at FROM entry WHERE NOT gone
  ON CONFLICT (group_id, fingerprint) DO UPDATE SET
    receiver = excluded.receiver,
    alert = excluded.alert,
    told = excluded.told,
    at = excluded.at;
$$;

-- A message now tells of a group of alerts: its topic says which, its notice what.
ALTER TABLE notification ADD COLUMN topic text;
ALTER TABLE notification RENAME COLUMN alert TO notice;
ALTER TABLE dead_letter RENAME COLUMN alert TO notice;

CREATE FUNCTION pg_temp.notice_of(alert jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object(
    'topic', (alert ->> 'rule') || '/' || (alert ->> 'integration'), 'receiver', 'default', 'labels', '{}'::jsonb,
    'reason', CASE WHEN (alert ->> 'firing')::boolean THEN 'FIRST' ELSE 'ALL_ENDED' END,
    'news', '[]'::jsonb, 'alerts', jsonb_build_array(alert), 'more', 0)
$$;
UPDATE notification SET
  topic = rule || '/' || integration_key,
  notice = pg_temp.notice_of(notice),
  state = CASE state WHEN 'held' THEN 'pending' ELSE state END;
UPDATE dead_letter SET notice = pg_temp.notice_of(notice);
ALTER TABLE notification ALTER COLUMN topic SET NOT NULL;
COMMENT ON COLUMN notification.topic IS 'What it is about: an end has the topic of its alarm';

-- As in V3, with topic and notice.
CREATE OR REPLACE FUNCTION record_notifications(batch jsonb) RETURNS void
LANGUAGE sql AS $$
  WITH entry AS MATERIALIZED (
    SELECT DISTINCT ON (id) *
    FROM ROWS FROM (jsonb_to_recordset(batch) AS (
      type text, id uuid, channel text, recipient text, topic text, rule text, key text, severity text, firing boolean,
      state text, attempts integer, "lastError" text, "createdAt" timestamptz, "nextAttemptAt" timestamptz,
      "sentAt" timestamptz, receipt text, notice jsonb))
      WITH ORDINALITY AS x (type, id, channel, recipient, topic, rule, key, severity, firing, state, attempts, last_error,
        created_at, next_attempt_at, sent_at, receipt, notice, position)
    WHERE type = 'notification'
    ORDER BY id, position DESC
  ), kept AS (
    INSERT INTO notification (
      id, channel, recipient, topic, rule, integration_key, severity, firing, state, attempts, last_error, created_at,
      next_attempt_at, sent_at, receipt, notice)
    SELECT
      id, channel, coalesce(recipient, ''), topic, rule, key, severity, firing, state, attempts, last_error, created_at,
      next_attempt_at, sent_at, receipt, notice
    FROM entry
    ON CONFLICT (id) DO UPDATE SET
      state = excluded.state,
      attempts = excluded.attempts,
      last_error = excluded.last_error,
      next_attempt_at = excluded.next_attempt_at,
      sent_at = excluded.sent_at,
      receipt = excluded.receipt,
      severity = excluded.severity,
      notice = excluded.notice
  ), died AS (
    INSERT INTO dead_letter (notification_id, channel, rule, integration_key, reason, notice)
    SELECT id, channel, rule, key, last_error, notice FROM entry WHERE state = 'dead'
    ON CONFLICT DO NOTHING
  ), told AS (
    SELECT alert ->> 'integration' AS key, max(sent_at) AS at
    FROM entry, jsonb_array_elements(notice -> 'alerts') AS alert
    WHERE state = 'sent' AND firing AND (alert ->> 'firing')::boolean
    GROUP BY 1
  )
  UPDATE integration_health i
  SET alert_sent_at = greatest(i.alert_sent_at, t.at)
  FROM told t
  WHERE i.integration_key = t.key;
$$;

INSERT INTO entry_recorder (type, recorder, position) VALUES ('member', 'record_members', 8);
