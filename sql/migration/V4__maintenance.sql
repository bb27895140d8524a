-- When nobody is to be woken because people work on something.

CREATE TABLE maintenance (
  id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  integration_key   text,
  integration_group text,
  starts_at         timestamptz NOT NULL DEFAULT now(),
  ends_at           timestamptz NOT NULL,
  note              text,
  keep_checking     boolean NOT NULL DEFAULT true,
  added_at          timestamptz NOT NULL DEFAULT now(),
  added_by          text NOT NULL DEFAULT session_user,
  CHECK (starts_at < ends_at),
  CHECK (num_nonnulls(integration_key, integration_group) < 2)
);

COMMENT ON TABLE maintenance IS 'Planned work: meanwhile what it is about raises no alert';
COMMENT ON COLUMN maintenance.integration_key IS 'The integration it is about; null with a group, or for everything';
COMMENT ON COLUMN maintenance.integration_group IS 'The group it is about';
COMMENT ON COLUMN maintenance.keep_checking IS 'False: it is not called meanwhile, and is unknown';

CREATE INDEX maintenance_end ON maintenance (ends_at);
