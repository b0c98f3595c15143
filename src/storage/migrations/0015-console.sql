-- Pictures may also be WebP.
ALTER TABLE announcement_pictures DROP CONSTRAINT announcement_pictures_content_type_check;
ALTER TABLE announcement_pictures ADD CHECK (content_type IN ('image/png', 'image/jpeg', 'image/webp'));

-- Where members of the staff get trials of announcements: conversations of their own, linked by a code that they type there.
CREATE TABLE staff_conversations (
  account_id text NOT NULL REFERENCES staff_accounts ON DELETE CASCADE,
  channel_id text NOT NULL,
  conversation_id text NOT NULL REFERENCES conversations ON DELETE CASCADE,
  linked_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, channel_id)
);
CREATE INDEX staff_conversations_conversation_id ON staff_conversations (conversation_id);

CREATE TABLE staff_conversation_codes (
  account_id text PRIMARY KEY REFERENCES staff_accounts ON DELETE CASCADE,
  code_hash text NOT NULL UNIQUE,
  conversation_id text,                                      -- the one that it was typed in; null: in none yet
  expires_at timestamptz NOT NULL
);

-- A notice may be for one channel, and end by itself. At most one is in force for each channel, and one for all.
ALTER TABLE notice_banners
  ADD COLUMN channel_id text,                                -- null: all channels
  ADD COLUMN ends_at timestamptz;                            -- null: until somebody ends it
DROP INDEX notice_banners_shown;
CREATE UNIQUE INDEX notice_banners_shown ON notice_banners (coalesce(channel_id, '')) WHERE ended_at IS NULL;

-- A kill switch whose reason citizens are told too.
ALTER TABLE channel_pauses ADD COLUMN is_public boolean NOT NULL DEFAULT false;
