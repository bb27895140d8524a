-- What could not be delivered may be handed to the outbox again.
ALTER TABLE dead_letter ADD COLUMN replay_at timestamptz;
COMMENT ON COLUMN dead_letter.replay_at IS 'When someone asked to deliver it again; the engine does so and removes the row';
