-- Knowledge that operators add: files as they were read, and the versions of it that were in use.

CREATE TABLE knowledge_drafts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sha256 text NOT NULL UNIQUE CHECK (sha256 ~ '^[0-9a-f]{64}$'),  -- of the file: the same file again is recognised
  file_name text NOT NULL,
  draft jsonb NOT NULL,                                      -- what was read out of the file
  input jsonb NOT NULL,                                      -- what the operator said of it so far
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'published', 'withdrawn')),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

-- Each publication and each rollback makes a version; the one in use has the highest number. Without any, the knowledge folder stands alone.
CREATE TABLE knowledge_versions (
  number bigint PRIMARY KEY,
  earlier bigint REFERENCES knowledge_versions,              -- what a rollback returns to; null: the knowledge folder alone
  is_rollback boolean NOT NULL,
  documents jsonb NOT NULL,                                  -- all that operators added, whole, as they were published
  index_version text NOT NULL,                               -- of the index that was built from it
  comparison jsonb,                                          -- how it answered the golden questions; null: not asked, for a rollback
  override_reason text,                                      -- why it was published though it answers worse
  created_at timestamptz NOT NULL DEFAULT now()
);
