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

-- As in V5, and what is set up at vendors.
CREATE OR REPLACE FUNCTION record_batch(batch jsonb) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  logged integer := 0;
BEGIN
  PERFORM lock_integrations();
  logged := record_outcomes(batch);
  IF batch @> '[{"type": "change"}]' THEN
    PERFORM record_changes(batch);
  END IF;
  IF batch @> '[{"type": "alert"}]' THEN
    PERFORM record_alerts(batch);
  END IF;
  IF batch @> '[{"type": "notification"}]' THEN
    PERFORM record_notifications(batch);
  END IF;
  IF batch @> '[{"type": "heartbeat"}]' THEN
    PERFORM record_heartbeats(batch);
  END IF;
  IF batch @> '[{"type": "provisioned"}]' THEN
    PERFORM record_provisioned(batch);
  END IF;
  RETURN logged;
END $$;
