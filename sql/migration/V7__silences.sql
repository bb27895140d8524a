-- Why an alert is not told now: silences that people ask for, and integrations that come and go.

CREATE TABLE silence (
  id          text PRIMARY KEY DEFAULT gen_random_uuid()::text,
  matchers    text NOT NULL,
  starts_at   timestamptz NOT NULL DEFAULT now(),
  ends_at     timestamptz NOT NULL,
  created_by  text NOT NULL DEFAULT session_user,
  comment     text,
  recurrence  text,
  deliver_end boolean NOT NULL DEFAULT true,
  updated_at  timestamptz NOT NULL DEFAULT now(),
  noticed_for timestamptz,
  CHECK (starts_at <= ends_at)
);

COMMENT ON TABLE silence IS 'Alerts that nobody wants to be told of for a while';
COMMENT ON COLUMN silence.matchers IS 'Sets of matchers, one a line, of which one must fit, such as severity=warning, group=payments';
COMMENT ON COLUMN silence.recurrence IS 'When it holds between start and end, such as daily 22:00-06:00 Europe/Berlin; null for all the time';
COMMENT ON COLUMN silence.deliver_end IS 'Whether the end of an alert that was told before is told all the same';
COMMENT ON COLUMN silence.noticed_for IS 'The end of which was told that it comes';

CREATE INDEX silence_end ON silence (ends_at);

CREATE FUNCTION record_silences(batch jsonb) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO silence AS s (
    id, matchers, starts_at, ends_at, created_by, comment, recurrence, deliver_end, updated_at, noticed_for)
  SELECT DISTINCT ON (id)
    id, matchers, "startsAt", "endsAt", "createdBy", comment, recurrence, "deliverEnd", "updatedAt", "noticedFor"
  FROM ROWS FROM (jsonb_to_recordset(batch) AS (
    type text, id text, matchers text, "startsAt" timestamptz, "endsAt" timestamptz, "createdBy" text, comment text,
    recurrence text, "deliverEnd" boolean, "updatedAt" timestamptz, "noticedFor" timestamptz))
    WITH ORDINALITY AS x (type, id, matchers, "startsAt", "endsAt", "createdBy", comment, recurrence, "deliverEnd",
      "updatedAt", "noticedFor", position)
  WHERE type = 'silence'
  ORDER BY id, "updatedAt" DESC, position DESC
  ON CONFLICT (id) DO UPDATE SET
    matchers = excluded.matchers,
    starts_at = excluded.starts_at,
    ends_at = excluded.ends_at,
    created_by = excluded.created_by,
    comment = excluded.comment,
    recurrence = excluded.recurrence,
    deliver_end = excluded.deliver_end,
    updated_at = excluded.updated_at,
    noticed_for = excluded.noticed_for
  WHERE excluded.updated_at >= s.updated_at;

  DELETE FROM silence WHERE ends_at < now() - interval '400 days';
$$;

ALTER TABLE maintenance ADD COLUMN recurrence text;
COMMENT ON COLUMN maintenance.recurrence IS 'When it goes on between start and end, such as weekly sun 02:00-04:00 Europe/Berlin; null for all the time';

CREATE TABLE flapping (
  integration_key text PRIMARY KEY,
  states   text NOT NULL,
  flapping boolean NOT NULL,
  at       timestamptz NOT NULL
);

COMMENT ON TABLE flapping IS 'Integrations that changed their status lately, and whether they come and go';
COMMENT ON COLUMN flapping.states IS 'The last 21 confirmed states, oldest first: h healthy, g degraded, d down';

CREATE FUNCTION record_flapping(batch jsonb) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO flapping AS f (integration_key, states, flapping, at)
  SELECT DISTINCT ON (key) key, states, flapping, at
  FROM ROWS FROM (jsonb_to_recordset(batch) AS (type text, key text, states text, flapping boolean, at timestamptz))
    WITH ORDINALITY AS x (type, key, states, flapping, at, position)
  WHERE type = 'flapping'
  ORDER BY key, at DESC, position DESC
  ON CONFLICT (integration_key) DO UPDATE SET
    states = excluded.states,
    flapping = excluded.flapping,
    at = excluded.at
  WHERE excluded.at >= f.at;
$$;

INSERT INTO entry_recorder (type, recorder, position) VALUES
  ('silence', 'record_silences', 6),
  ('flapping', 'record_flapping', 7);
