-- Officials who learn, what they remember, and what they have shown.

CREATE TABLE offices (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  code text NOT NULL UNIQUE,                                 -- by which people join it
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE learners (
  id text PRIMARY KEY,
  version bigint NOT NULL DEFAULT 1,                         -- of two turns at once, one counts
  office_id uuid REFERENCES offices ON DELETE SET NULL,
  name text,                                                 -- as confirmed for a certificate
  session jsonb NOT NULL,                                    -- where the learner stands
  reminder_hour smallint CHECK (reminder_hour BETWEEN 7 AND 20),
  reminded_on date,                                          -- in Vietnam
  streak_days integer NOT NULL DEFAULT 0,
  active_on date,                                            -- last day of the streak, in Vietnam
  created_at timestamptz NOT NULL DEFAULT now(),
  last_active_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 70);
CREATE INDEX learners_office_id ON learners (office_id);
CREATE INDEX learners_reminder_hour ON learners (reminder_hour) WHERE reminder_hour IS NOT NULL;

-- The conversations in which a learner talks. They may be forgotten before the learner is.
CREATE TABLE learner_conversations (
  conversation_id text PRIMARY KEY,
  learner_id text NOT NULL REFERENCES learners ON DELETE CASCADE,
  linked_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX learner_conversations_learner_id ON learner_conversations (learner_id);

-- What FSRS knows of an item and a learner.
CREATE TABLE item_memories (
  learner_id text NOT NULL REFERENCES learners ON DELETE CASCADE,
  item_id text NOT NULL,
  due timestamptz NOT NULL,
  stability double precision NOT NULL,
  difficulty double precision NOT NULL,
  scheduled_days integer NOT NULL,
  reps integer NOT NULL,
  lapses integer NOT NULL,
  state smallint NOT NULL,
  last_review timestamptz NOT NULL,
  PRIMARY KEY (learner_id, item_id)
) WITH (fillfactor = 80);
CREATE INDEX item_memories_due ON item_memories (learner_id, due);

CREATE TABLE item_answers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  learner_id text NOT NULL REFERENCES learners ON DELETE CASCADE,
  item_id text NOT NULL,
  purpose text NOT NULL,                                     -- placement, lesson, review, exam
  given text[] NOT NULL,
  is_right boolean NOT NULL,
  answered_at timestamptz NOT NULL
);
CREATE INDEX item_answers_learner_id ON item_answers (learner_id);
CREATE INDEX item_answers_item_id ON item_answers (item_id);

CREATE TABLE finished_lessons (
  learner_id text NOT NULL REFERENCES learners ON DELETE CASCADE,
  lesson_id text NOT NULL,
  course_id text NOT NULL,
  right_count integer NOT NULL,                              -- of the best time
  asked_count integer NOT NULL,
  finished_at timestamptz NOT NULL,                          -- the first time
  PRIMARY KEY (learner_id, lesson_id)
);

CREATE TABLE exams (
  id text PRIMARY KEY,
  learner_id text NOT NULL REFERENCES learners ON DELETE CASCADE,
  course_id text NOT NULL,
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  right_count integer,
  asked_count integer,
  is_passed boolean
);
CREATE INDEX exams_learner_id ON exams (learner_id, started_at);

CREATE TABLE certificates (
  serial text PRIMARY KEY,
  exam_id text NOT NULL UNIQUE REFERENCES exams ON DELETE CASCADE,
  name text NOT NULL,
  office_name text NOT NULL,
  course_title text NOT NULL,
  score integer NOT NULL,                                    -- percent
  issued_on date NOT NULL,
  revoked_at timestamptz,
  revoked_why text
);

CREATE TABLE link_codes (
  code text PRIMARY KEY,
  learner_id text NOT NULL REFERENCES learners ON DELETE CASCADE,
  expires_at timestamptz NOT NULL
);
