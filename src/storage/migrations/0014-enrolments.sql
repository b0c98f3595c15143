-- People that offices enrol, the courses that are expected of them, and names that are hidden in contests.

CREATE TABLE enrolments (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  office_id uuid NOT NULL REFERENCES offices ON DELETE CASCADE,
  name text NOT NULL CHECK (length(name) BETWEEN 2 AND 60),
  position text NOT NULL CHECK (length(position) <= 100),    -- "" where it was not given
  person_key text NOT NULL,                                  -- name and position in the one form in which they are compared
  code_hash text UNIQUE,                                     -- null: none was given out, it was used or withdrawn
  code_expires_at timestamptz,
  learner_id text REFERENCES learners ON DELETE CASCADE,     -- whoever deletes their data is gone from the list too
  joined_at timestamptz,
  enrolled_at timestamptz NOT NULL,
  UNIQUE (office_id, person_key)
);
CREATE UNIQUE INDEX enrolments_learner_id ON enrolments (learner_id) WHERE learner_id IS NOT NULL;

CREATE TABLE office_courses (
  office_id uuid NOT NULL REFERENCES offices ON DELETE CASCADE,
  course_id text NOT NULL,
  due_on date NOT NULL,                                      -- the last day, in Vietnam
  PRIMARY KEY (office_id, course_id)
);

-- Apart from the entries, so that a name which is taken out and given again stays hidden.
CREATE TABLE contest_hidden_names (
  contest_id text NOT NULL,
  learner_id text NOT NULL REFERENCES learners ON DELETE CASCADE,
  reason text NOT NULL,
  hidden_at timestamptz NOT NULL,
  PRIMARY KEY (contest_id, learner_id)
);
CREATE INDEX contest_hidden_names_learner_id ON contest_hidden_names (learner_id);
