-- Announcements: their texts, who let them go, whom they go to, and what became of each. All of the staff are named by ids as text.

-- One picture may stand in an announcement.
CREATE TABLE announcement_pictures (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  content_type text NOT NULL CHECK (content_type IN ('image/png', 'image/jpeg')),
  bytes bytea NOT NULL CHECK (octet_length(bytes) <= 1048576),
  sha256 text NOT NULL UNIQUE CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  added_by text NOT NULL,
  added_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE announcement_pictures ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE announcements (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  state text NOT NULL DEFAULT 'draft'
    CHECK (state IN ('draft', 'in_review', 'approved', 'scheduled', 'sending', 'paused', 'finished', 'cancelled')),
  version integer NOT NULL DEFAULT 1,                        -- of what it says; see announcement_versions
  is_emergency boolean NOT NULL,
  is_training boolean NOT NULL,                              -- an exercise: nothing leaves
  audience jsonb NOT NULL,
  topic text,                                                -- id of a topic; null: all who want announcements
  repeats_weekly boolean NOT NULL,
  carries_question text,                                     -- what "Hỏi thêm về việc này" asks; null: it offers nothing to ask
  counts_clicks boolean NOT NULL,
  author_id text NOT NULL,                                   -- who made it
  editor_id text NOT NULL,                                   -- who wrote the present version
  approver_id text,                                          -- who let the present version go
  scheduled_at timestamptz,
  started_at timestamptz,
  finished_at timestamptz,
  earlier_id bigint REFERENCES announcements,                -- the one of the week before, of one that repeats
  expanded_to text,                                          -- the last conversation that the ledger has been filled with …
  expanded_at timestamptz,                                   -- … and when all of them were in it
  unlinked_at timestamptz,                                   -- when its ledger was parted from the conversations
  counts jsonb NOT NULL DEFAULT '[]',                        -- the ledger counted by channel, state and reason …
  counted_at timestamptz,                                    -- … at this time
  measures jsonb NOT NULL DEFAULT '[]',                      -- how many were done, over the last minute
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  -- Two people: whoever made it, and whoever wrote what it says now, cannot let it go.
  CHECK (approver_id <> author_id AND approver_id <> editor_id),
  CHECK (approver_id IS NOT NULL OR state IN ('draft', 'in_review', 'cancelled')),
  CHECK (scheduled_at IS NOT NULL OR state NOT IN ('scheduled', 'sending', 'paused', 'finished')),
  CHECK (started_at IS NOT NULL OR state NOT IN ('sending', 'finished'))
);
CREATE INDEX announcements_live ON announcements (state) WHERE state IN ('scheduled', 'sending', 'paused');
CREATE INDEX announcements_newest ON announcements (updated_at DESC, id DESC);
CREATE UNIQUE INDEX announcements_earlier_id ON announcements (earlier_id);

-- Every text that it ever had.
CREATE TABLE announcement_versions (
  announcement_id bigint NOT NULL REFERENCES announcements,
  version integer NOT NULL,
  content jsonb NOT NULL,
  written_by text NOT NULL,
  written_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (announcement_id, version)
);

-- Every change of its state.
CREATE TABLE announcement_events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  announcement_id bigint NOT NULL REFERENCES announcements,
  action text NOT NULL,
  from_state text,                                           -- null: it was made
  to_state text NOT NULL,
  version integer NOT NULL,
  reason text,
  done_by text NOT NULL,                                     -- "system": the server by itself
  done_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX announcement_events_announcement_id ON announcement_events (announcement_id, id);

-- The ledger: one row for each announcement and recipient. It outlives the conversation, without a trace of who it was.
CREATE TABLE announcement_recipients (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  announcement_id bigint NOT NULL REFERENCES announcements,
  conversation_id text REFERENCES conversations ON DELETE SET NULL,
  channel_id text NOT NULL,
  state text NOT NULL DEFAULT 'pending'
    CHECK (state IN ('pending', 'sending', 'sent', 'doubtful', 'failed', 'skipped')),  -- doubtful: sent, and possibly twice
  reason text,                                               -- why it waits, failed or was skipped; never a text or a token
  attempts smallint NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL DEFAULT now(),                -- not to be tried before
  lease uuid,                                                -- of the attempt that goes on now …
  leased_until timestamptz,                                  -- … no longer than this, …
  holder text,                                               -- … nor than a session of this application_name exists
  is_uncertain boolean NOT NULL DEFAULT false,               -- an attempt ended without a word: it may have arrived
  provider_message_id text,
  created_at timestamptz NOT NULL DEFAULT now(),
  done_at timestamptz,
  UNIQUE (announcement_id, conversation_id),
  CHECK (state NOT IN ('failed', 'skipped') OR reason IS NOT NULL)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
CREATE INDEX announcement_recipients_conversation_id ON announcement_recipients (conversation_id);
CREATE INDEX announcement_recipients_due ON announcement_recipients (announcement_id, channel_id, next_at) WHERE state = 'pending';
CREATE INDEX announcement_recipients_sending ON announcement_recipients (leased_until) WHERE state = 'sending';

-- How often a link was opened, without who did.
CREATE TABLE announcement_clicks (
  announcement_id bigint NOT NULL REFERENCES announcements,
  link smallint NOT NULL,                                    -- its place in the announcement, from 1
  day date NOT NULL,                                         -- in Vietnam
  count integer NOT NULL,
  PRIMARY KEY (announcement_id, link, day)
);

-- When the next announcement may leave on a channel, for all processes together.
CREATE TABLE announcement_rates (
  channel_id text PRIMARY KEY,
  free_at timestamptz NOT NULL DEFAULT now()
);

-- The kill switch of a channel, with its history. At most one is in force.
CREATE TABLE channel_pauses (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  channel_id text NOT NULL,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  since timestamptz NOT NULL DEFAULT now(),
  paused_by text NOT NULL,
  ended_at timestamptz,
  ended_by text,
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE UNIQUE INDEX channel_pauses_in_force ON channel_pauses (channel_id) WHERE ended_at IS NULL;

-- What is told to everybody who opens the chat, with its history. At most one is shown.
CREATE TABLE notice_banners (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 300),
  since timestamptz NOT NULL DEFAULT now(),
  shown_by text NOT NULL,
  ended_at timestamptz,
  ended_by text,
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE UNIQUE INDEX notice_banners_shown ON notice_banners ((true)) WHERE ended_at IS NULL;
