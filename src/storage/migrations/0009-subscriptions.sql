-- Who agreed to get announcements, and to which. A row stays after "hủy" as evidence of both, until the conversation is deleted.

CREATE TABLE subscriptions (
  conversation_id text PRIMARY KEY REFERENCES conversations ON DELETE CASCADE,
  channel_id text NOT NULL,
  topics text[] NOT NULL CHECK (cardinality(topics) > 0),    -- ids of topics
  place text,                                                -- id of a commune; null: none was named
  role text NOT NULL CHECK (role IN ('citizen', 'official')),
  consent_version text NOT NULL,                             -- of the text that was agreed to
  subscribed_at timestamptz NOT NULL,
  unsubscribed_at timestamptz,                               -- null: announcements are wanted
  unsubscribed_why text CHECK (unsubscribed_why IN ('asked', 'blocked')),
  CHECK ((unsubscribed_at IS NULL) = (unsubscribed_why IS NULL))
);
CREATE INDEX subscriptions_wanted ON subscriptions (channel_id, place) WHERE unsubscribed_at IS NULL;
