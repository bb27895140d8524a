-- What is set up at vendors.
CREATE TABLE provisioned (
  integration_key text NOT NULL,
  thing         text NOT NULL,
  kind          text NOT NULL,
  provider      text NOT NULL,
  external_id   text,
  status        text NOT NULL CHECK (status IN ('active', 'failed')),
  declared_hash text,
  taken_hash    text,
  last_action   text CHECK (last_action IN ('created', 'updated', 'found')),
  error         text,
  created_at    timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL,
  PRIMARY KEY (integration_key, thing)
);
COMMENT ON TABLE provisioned IS 'Things at vendors that declarations have set up, such as an agent for a branch';
COMMENT ON COLUMN provisioned.external_id IS 'What the vendor calls it';
COMMENT ON COLUMN provisioned.declared_hash IS 'SHA-256 of what was declared, without secrets, when the vendor last had it';
COMMENT ON COLUMN provisioned.taken_hash IS 'SHA-256 of what the vendor made of it, where that differs from what was declared';
COMMENT ON COLUMN provisioned.created_at IS 'When it was first heard of here';

CREATE FUNCTION record_provisioned(batch jsonb) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO provisioned AS p (
    integration_key, thing, kind, provider, external_id, status, declared_hash, taken_hash, last_action, error, created_at,
    updated_at)
  SELECT DISTINCT ON (key, thing)
    key, thing, kind, provider, "externalId", status, hash, taken, action, error, at, at
  FROM jsonb_to_recordset(batch) AS c (
    type text, key text, thing text, kind text, provider text, "externalId" text, status text, hash text, taken text,
    action text, error text, at timestamptz)
  WHERE type = 'provisioned'
  ORDER BY key, thing, at DESC
  ON CONFLICT (integration_key, thing) DO UPDATE SET
    kind = excluded.kind,
    provider = excluded.provider,
    external_id = excluded.external_id,
    status = excluded.status,
    declared_hash = excluded.declared_hash,
    taken_hash = excluded.taken_hash,
    last_action = excluded.last_action,
    error = excluded.error,
    updated_at = excluded.updated_at
  WHERE excluded.updated_at >= p.updated_at;
$$;

-- What each type of entry is recorded by, in this order. A migration that brings a type adds a row.
CREATE TABLE entry_recorder (
  type     text PRIMARY KEY,
  recorder regproc NOT NULL,
  position integer NOT NULL
);
COMMENT ON TABLE entry_recorder IS 'Which function records which type of entry of a batch';
INSERT INTO entry_recorder (type, recorder, position) VALUES
  ('change', 'record_changes', 1),
  ('alert', 'record_alerts', 2),
  ('notification', 'record_notifications', 3),
  ('heartbeat', 'record_heartbeats', 4),
  ('provisioned', 'record_provisioned', 5);

CREATE OR REPLACE FUNCTION record_batch(batch jsonb) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  logged   integer := 0;
  recorder regproc;
BEGIN
  PERFORM lock_integrations();
  logged := record_outcomes(batch);
  FOR recorder IN
    SELECT r.recorder FROM entry_recorder r
    WHERE batch @> jsonb_build_array(jsonb_build_object('type', r.type))
    ORDER BY r.position
  LOOP
    EXECUTE format('SELECT %s($1)', recorder) USING batch;
  END LOOP;
  RETURN logged;
END $$;
