-- Versions of the search index. Each is built once, kept whole and loaded by every process;
-- the version in use is the one that was published last.
CREATE TABLE index_versions (
  id text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{64}$'),      -- SHA-256 of the artefact
  created_at timestamptz NOT NULL DEFAULT now(),
  artefact bytea NOT NULL,
  size bigint GENERATED ALWAYS AS (octet_length(artefact)) STORED, -- bytes
  note text NOT NULL DEFAULT '',                           -- why it was built, for the console
  published_at timestamptz                                 -- the last time it was put in use; null: never
);

-- The builder compresses as it sees fit; compressing again would only cost time.
ALTER TABLE index_versions ALTER COLUMN artefact SET STORAGE EXTERNAL;

CREATE UNIQUE INDEX index_versions_published_at ON index_versions (published_at) WHERE published_at IS NOT NULL;
