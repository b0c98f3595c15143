-- What channels count over restarts and for all processes, such as the messages of a month.

CREATE TABLE counts (
  name text PRIMARY KEY,
  count integer NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);
