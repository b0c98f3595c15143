-- What identical processes share.

CREATE TABLE secrets (
  name text PRIMARY KEY,
  value text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Requests counted in fixed windows. Keys are keyed hashes of addresses. Losing the counts in a crash does no harm.
CREATE UNLOGGED TABLE request_counts (
  key text PRIMARY KEY,
  count integer NOT NULL,
  window_ends_at timestamptz NOT NULL
);
CREATE INDEX request_counts_window_ends_at ON request_counts (window_ends_at);
