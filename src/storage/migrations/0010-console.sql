-- The staff console: who may do what in it, and what they did.

CREATE TABLE staff_accounts (
  id text PRIMARY KEY,
  login text NOT NULL UNIQUE CHECK (login ~ '^[a-z0-9][a-z0-9._-]{2,39}$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  roles text[] NOT NULL,
  password_hash text,                                        -- null until a first password is set
  totp_secret text,                                          -- null until a second factor is set up
  totp_pending text,                                         -- shown, and not confirmed by a code yet
  totp_last_step bigint NOT NULL DEFAULT 0,                  -- a code counts once
  disabled_at timestamptz,
  created_at timestamptz NOT NULL
);

-- One-time links by which a password is set. Only a hash is kept.
CREATE TABLE staff_links (
  token_hash text PRIMARY KEY,
  account_id text REFERENCES staff_accounts ON DELETE CASCADE, -- null: makes the first administrator
  expires_at timestamptz NOT NULL
);

CREATE TABLE staff_sessions (
  token_hash text PRIMARY KEY,
  account_id text NOT NULL REFERENCES staff_accounts ON DELETE CASCADE,
  browser text NOT NULL,                                     -- as it names itself, shortened
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL
);
CREATE INDEX staff_sessions_account_id ON staff_sessions (account_id);

-- Of names that exist and names that do not alike, so that nobody learns which do.
CREATE TABLE sign_in_attempts (
  login text PRIMARY KEY,
  failures integer NOT NULL,
  locked_until timestamptz,
  last_at timestamptz NOT NULL
);

CREATE TABLE office_managers (
  office_id uuid NOT NULL REFERENCES offices ON DELETE CASCADE,
  account_id text NOT NULL REFERENCES staff_accounts ON DELETE CASCADE,
  PRIMARY KEY (office_id, account_id)
);
CREATE INDEX office_managers_account_id ON office_managers (account_id);

-- Each entry's hash covers the one before: none can be changed, taken out or put in between unseen.
CREATE TABLE audit_entries (
  id bigint PRIMARY KEY,                                     -- 1, 2, 3 … without gaps
  at timestamptz(3) NOT NULL,
  actor_id text,                                             -- null: the system
  actor_name text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,                                     -- what it was done to; empty: nothing in particular
  details text NOT NULL,                                     -- JSON, as it was hashed
  previous_hash text NOT NULL,
  hash text NOT NULL UNIQUE
);
CREATE INDEX audit_entries_at ON audit_entries (at);

CREATE FUNCTION refuse_to_change_the_audit_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'entries of the audit log are never changed';
END $$;
CREATE TRIGGER audit_entries_stay BEFORE UPDATE OR DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION refuse_to_change_the_audit_log();
CREATE TRIGGER audit_entries_stay_all BEFORE TRUNCATE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_the_audit_log();
