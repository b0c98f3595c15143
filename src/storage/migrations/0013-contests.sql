-- Contests are files; here is who took part, and with what result.

CREATE TABLE contest_tries (
  id text PRIMARY KEY,
  contest_id text NOT NULL,
  round smallint NOT NULL,                                   -- from 1
  learner_id text NOT NULL REFERENCES learners ON DELETE CASCADE,
  started_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,                              -- no answer counts after it
  guess integer NOT NULL CHECK (guess BETWEEN 0 AND 1000000),
  asked_count integer NOT NULL,
  right_count integer NOT NULL DEFAULT 0,                    -- moves with every answer
  finished_at timestamptz                                    -- null: under way, or its time ran out unseen
) WITH (fillfactor = 80);
CREATE INDEX contest_tries_contest_id ON contest_tries (contest_id, round);
CREATE INDEX contest_tries_learner_id ON contest_tries (learner_id);

-- What somebody says of themself in a contest. Who is not named has no row.
CREATE TABLE contest_entries (
  contest_id text NOT NULL,
  learner_id text NOT NULL REFERENCES learners ON DELETE CASCADE,
  name text NOT NULL,
  office_name text,
  office_id uuid REFERENCES offices ON DELETE SET NULL,      -- where it was joined by its code
  is_public boolean NOT NULL,                                -- agreed to stand in the public tables
  consent_version text NOT NULL,                             -- of the text that was answered
  answered_at timestamptz NOT NULL,
  PRIMARY KEY (contest_id, learner_id)
);
CREATE INDEX contest_entries_learner_id ON contest_entries (learner_id);

-- What is hard for the people of an office is read from the index alone; the newest answers of all people, from their own part of the table.
CREATE INDEX item_answers_learner_item ON item_answers (learner_id, item_id) INCLUDE (is_right, answered_at);
CREATE INDEX item_answers_answered_at ON item_answers USING brin (answered_at);
DROP INDEX item_answers_learner_id;
DROP INDEX item_answers_item_id;
