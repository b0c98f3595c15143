-- The outbox: what was said in conversations of channels whose server must be called to deliver it.

ALTER TABLE conversations ADD COLUMN unreachable_since timestamptz;  -- the channel's server said so; null again when something arrives

CREATE TABLE deliveries (
  conversation_id text NOT NULL,
  place bigint NOT NULL,                                     -- of what is delivered, in the log
  channel_id text NOT NULL,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'refused', 'given_up')),
  attempts smallint NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL DEFAULT now(),                -- not to be tried before
  lease uuid,                                                -- of the attempt that goes on now …
  leased_until timestamptz,                                  -- … no longer than this, …
  holder text,                                               -- … nor than a session of this application_name exists
  reason text,                                               -- why it waits, was refused or was given up; never a text or a token
  provider_message_id text,
  is_uncertain boolean NOT NULL DEFAULT false,               -- an attempt ended without a word: possibly sent twice
  created_at timestamptz NOT NULL DEFAULT now(),
  done_at timestamptz,
  PRIMARY KEY (conversation_id, place),
  FOREIGN KEY (conversation_id, place) REFERENCES activities ON DELETE CASCADE
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
CREATE INDEX deliveries_due ON deliveries (channel_id, next_at) WHERE state = 'pending';
CREATE INDEX deliveries_in_order ON deliveries (conversation_id, place) WHERE state = 'pending';
