-- Questions that mean the same, together. Groups bear people's own words; they go with their last question.

CREATE TABLE question_groups (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,                                        -- the most central question, as it was typed
  topic text NOT NULL,                                       -- what it is about, roughly: see core/questions/question-topics.ts
  made_at timestamptz NOT NULL DEFAULT now()
);

-- Each way of typing once.
CREATE TABLE question_wordings (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text NOT NULL UNIQUE,                                  -- without marks, capitals and punctuation
  group_id bigint NOT NULL REFERENCES question_groups ON DELETE CASCADE,
  typed text NOT NULL,                                       -- as somebody typed it first
  times integer NOT NULL,                                    -- how often it was asked
  reading jsonb,                                             -- for comparing others with it; null: others do
  last_asked_at timestamptz NOT NULL
);
CREATE INDEX question_wordings_group_id ON question_wordings (group_id);
CREATE INDEX question_wordings_last_asked_at ON question_wordings (last_asked_at);

ALTER TABLE questions ADD COLUMN group_id bigint REFERENCES question_groups ON DELETE SET NULL;
CREATE INDEX questions_ungrouped ON questions (asked_at, answer_id) WHERE group_id IS NULL;
CREATE INDEX questions_group_id ON questions (group_id, asked_at);
-- All that lists of groups count, so that the table itself is not read.
CREATE INDEX questions_counted ON questions (asked_at) INCLUDE (group_id, channel_id, status, answer_id);
DROP INDEX questions_asked_at;
