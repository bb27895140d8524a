-- Limits count what was sent lately; and whether a message reached its recipient, where the channel tells.
CREATE INDEX notification_sent ON notification (sent_at) WHERE state = 'sent';
ALTER TABLE notification ADD COLUMN delivered_at timestamptz;
COMMENT ON COLUMN notification.delivered_at IS 'When the channel said that it has reached the recipient, or null';

CREATE FUNCTION record_arrivals(batch jsonb) RETURNS void
LANGUAGE sql AS $$
  UPDATE notification n SET delivered_at = coalesce(n.delivered_at, e.at)
  FROM jsonb_to_recordset(batch) AS e (type text, id uuid, at timestamptz)
  WHERE e.type = 'arrival' AND n.id = e.id;
$$;

-- By which number a text message is answered, and what it told of.
CREATE TABLE reply_code (
  recipient text NOT NULL,
  code      integer NOT NULL,
  topics    jsonb NOT NULL,
  at        timestamptz NOT NULL,
  PRIMARY KEY (recipient, code)
);
COMMENT ON TABLE reply_code IS 'The codes in text messages: ACK 42 answers what 42 stands for';

CREATE FUNCTION record_reply_codes(batch jsonb) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO reply_code AS r (recipient, code, topics, at)
  SELECT DISTINCT ON (recipient, code) recipient, code, topics, at
  FROM jsonb_to_recordset(batch) AS e (type text, recipient text, code integer, topics jsonb, at timestamptz)
  WHERE type = 'reply-code'
  ORDER BY recipient, code, at DESC
  ON CONFLICT (recipient, code) DO UPDATE SET topics = excluded.topics, at = excluded.at
  WHERE excluded.at >= r.at;
$$;

-- Who wants no messages over a channel. One that is wanted again stays, so that a late entry changes nothing.
CREATE TABLE opt_out (
  channel   text NOT NULL,
  recipient text NOT NULL,
  out       boolean NOT NULL,
  at        timestamptz NOT NULL,
  PRIMARY KEY (channel, recipient)
);
COMMENT ON TABLE opt_out IS 'Who has answered STOP, and is sent nothing until START';

CREATE FUNCTION record_opt_outs(batch jsonb) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO opt_out AS o (channel, recipient, out, at)
  SELECT DISTINCT ON (channel, recipient) channel, recipient, out, at
  FROM jsonb_to_recordset(batch) AS e (type text, channel text, recipient text, out boolean, at timestamptz)
  WHERE type = 'opt-out'
  ORDER BY channel, recipient, at DESC
  ON CONFLICT (channel, recipient) DO UPDATE SET out = excluded.out, at = excluded.at
  WHERE excluded.at >= o.at;
$$;

-- Links in emails work once.
CREATE TABLE used_link (
  id         text PRIMARY KEY,
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE used_link IS 'Links in emails that were used, until they would have expired anyway';

CREATE FUNCTION record_used_links(batch jsonb) RETURNS void
LANGUAGE sql AS $$
  DELETE FROM used_link WHERE expires_at < now();
  INSERT INTO used_link (id, expires_at)
  SELECT DISTINCT ON (id) id, "expiresAt"
  FROM jsonb_to_recordset(batch) AS e (type text, id text, "expiresAt" timestamptz)
  WHERE type = 'used-link'
  ON CONFLICT DO NOTHING;
$$;

INSERT INTO entry_recorder (type, recorder, position) VALUES
  ('arrival', 'record_arrivals', 20),
  ('reply-code', 'record_reply_codes', 21),
  ('opt-out', 'record_opt_outs', 22),
  ('used-link', 'record_used_links', 23);
