-- What people ask, without a trace of who asks: personal data was masked before, and no conversation is named.

CREATE TABLE questions (
  answer_id text PRIMARY KEY,
  asked_at timestamptz NOT NULL DEFAULT now(),
  channel_id text NOT NULL,
  question text NOT NULL,
  status text NOT NULL,                                      -- how the answer ended
  confidence real NOT NULL,
  sources text[] NOT NULL,                                   -- ids of the documents that were cited
  index_version text
);
CREATE INDEX questions_asked_at ON questions (asked_at);
