-- Conversations of all channels, what was said in them, and what waits to be answered.

CREATE TABLE conversations (
  id text PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 200),  -- begins with the channel's id
  channel_id text NOT NULL,
  user_id text NOT NULL,                                     -- who talks with the bot in it
  reference jsonb NOT NULL,                                  -- Bot Framework conversation reference, to speak without being asked
  state jsonb,                                               -- what the bot remembers; null: nothing yet
  last_place bigint NOT NULL DEFAULT 0,                      -- of the newest activity in its log
  waiting_turns integer NOT NULL DEFAULT 0,                  -- in the inbox, not done
  minute_started_at timestamptz NOT NULL DEFAULT now(),      -- the minute in which arrivals are counted …
  minute_count integer NOT NULL DEFAULT 0,                   -- … and their number
  created_at timestamptz NOT NULL DEFAULT now(),
  last_active_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 70);                                    -- rows change with each message and should stay where they are

-- The log that both sides see. Personal data in what people write was masked before.
CREATE TABLE activities (
  conversation_id text NOT NULL REFERENCES conversations ON DELETE CASCADE,
  place bigint NOT NULL,
  activity jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (conversation_id, place)
);

-- What came in. A row stays for a while after it is done, so that the same message sent again is recognised.
CREATE TABLE inbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,        -- rises within a conversation: given while its row is locked
  channel_id text NOT NULL,
  provider_id text NOT NULL,
  conversation_id text NOT NULL REFERENCES conversations ON DELETE CASCADE,
  place bigint,                                              -- in the log; null: not part of it
  activity jsonb,                                            -- null once it is done
  received_at timestamptz NOT NULL DEFAULT now(),
  is_next boolean NOT NULL,                                  -- the oldest of its conversation that is not done
  attempts smallint NOT NULL DEFAULT 0,
  lease uuid,                                                -- of the worker that has it now …
  leased_until timestamptz,                                  -- … no longer than this, …
  holder text,                                               -- … nor than a session of this application_name exists
  done_at timestamptz,
  UNIQUE (provider_id, channel_id)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
CREATE INDEX inbox_next ON inbox (id) WHERE is_next AND done_at IS NULL;
CREATE INDEX inbox_waiting ON inbox (conversation_id, id) WHERE done_at IS NULL;
CREATE INDEX inbox_conversation_id ON inbox (conversation_id);

-- What people think of answers. It outlives the conversation, without a trace of who it was.
CREATE TABLE feedback (
  answer_id text PRIMARY KEY,
  conversation_id text REFERENCES conversations ON DELETE SET NULL,
  status text NOT NULL,                                      -- how the answer ended
  rating text NOT NULL CHECK (rating IN ('up', 'down')),
  comment text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX feedback_conversation_id ON feedback (conversation_id);
