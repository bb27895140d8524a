-- Who may do what, who is logged in, and who did what.
CREATE TABLE account (
  name       text PRIMARY KEY CHECK (name = lower(name) AND name <> ''),
  role       text NOT NULL CHECK (role IN ('viewer', 'operator', 'admin')),
  password   text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE account IS 'People who log in with a password of Rollcall';
COMMENT ON COLUMN account.password IS 'A hash that names its algorithm and cost, such as $pbkdf2-sha256$i=600000$salt$hash';

CREATE TABLE login_session (
  hash       text PRIMARY KEY,
  name       text NOT NULL,
  role       text NOT NULL CHECK (role IN ('viewer', 'operator', 'admin')),
  local      boolean NOT NULL,
  started_at timestamptz NOT NULL,
  seen_at    timestamptz NOT NULL
);
COMMENT ON TABLE login_session IS 'Who is logged in';
COMMENT ON COLUMN login_session.hash IS 'SHA-256 of what the cookie holds: who reads this table cannot be somebody else';
COMMENT ON COLUMN login_session.local IS 'Whether it belongs to a row of account; otherwise an identity provider has said who it is';
CREATE INDEX login_session_name ON login_session (name);

CREATE TABLE access_token (
  id         text PRIMARY KEY,
  name       text NOT NULL UNIQUE,
  hash       text NOT NULL UNIQUE,
  scope      text NOT NULL CHECK (scope IN ('read', 'operate', 'admin')),
  path       text NOT NULL DEFAULT '/',
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz
);
COMMENT ON TABLE access_token IS 'Tokens of programs that use the API';
COMMENT ON COLUMN access_token.hash IS 'SHA-256 of the token, which is shown once and kept nowhere';
COMMENT ON COLUMN access_token.path IS 'The token opens this path and what is below it';
COMMENT ON COLUMN access_token.expires_at IS 'Null: it holds until it is removed';

CREATE TABLE audit (
  id      uuid PRIMARY KEY,
  at      timestamptz NOT NULL,
  caller  text,
  action  text NOT NULL,
  target  text NOT NULL,
  outcome text NOT NULL,
  address text
);
COMMENT ON TABLE audit IS 'Who did what, when, from where, and how it ended';
COMMENT ON COLUMN audit.caller IS 'A user or a token; null when nobody is known';
COMMENT ON COLUMN audit.target IS 'A user, a token, or the path that was called';
CREATE INDEX audit_at ON audit (at DESC, id);

CREATE FUNCTION record_audit(batch jsonb) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO audit (id, at, caller, action, target, outcome, address)
  SELECT DISTINCT ON (id) id, at, caller, action, target, outcome, address
  FROM jsonb_to_recordset(batch) AS e (
    type text, id uuid, at timestamptz, caller text, action text, target text, outcome text, address text)
  WHERE type = 'audit'
  ORDER BY id
  ON CONFLICT DO NOTHING;
$$;

INSERT INTO entry_recorder (type, recorder, position) VALUES ('audit', 'record_audit', 30);
