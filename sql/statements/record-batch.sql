SELECT record_batch(CAST(:?batch AS jsonb)) AS logged
