-- Work of which only those who do it are to know.
ALTER TABLE maintenance ADD COLUMN announced boolean NOT NULL DEFAULT true;
COMMENT ON COLUMN maintenance.announced IS 'False: neither the status page nor its subscribers are told of it';
