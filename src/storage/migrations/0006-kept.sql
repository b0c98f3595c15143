-- What a channel keeps for itself, for all processes together: tokens that its server gave, when somebody was last heard.

CREATE TABLE kept (
  name text PRIMARY KEY,
  value jsonb,
  kept_until timestamptz                                     -- forgotten after that; null: kept
);
CREATE INDEX kept_expiring ON kept (kept_until) WHERE kept_until IS NOT NULL;
