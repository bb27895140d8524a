-- A batch is asked once which types of entries it holds, not once for each type that there is: a check costs less.
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
    WHERE r.type IN (SELECT e.type FROM jsonb_to_recordset(batch) AS e (type text))
    ORDER BY r.position
  LOOP
    EXECUTE format('SELECT %s($1)', recorder) USING batch;
  END LOOP;
  RETURN logged;
END $$;
