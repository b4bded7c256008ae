-- Ids are text as the platform writes them, times are unix milliseconds, flags are 0 or 1, lists are JSON text.
-- No table holds a word of a message. Every row is keyed by its community, so that tables can be partitioned by it.

CREATE TABLE communities (
    community  TEXT   NOT NULL PRIMARY KEY,
    platform   TEXT   NOT NULL,              -- console, discord, matrix, export
    joined_at  BIGINT NOT NULL,
    removed_at BIGINT                        -- removed from the server: erased 30 days later
);

CREATE TABLE channels (
    community TEXT   NOT NULL,
    channel   TEXT   NOT NULL,
    name      TEXT   NOT NULL,
    stage     BIGINT NOT NULL,               -- 1 stage, 0 floor
    PRIMARY KEY (community, channel)
);

CREATE TABLE senders (
    community TEXT   NOT NULL,
    kind      TEXT   NOT NULL,               -- account, role, webhook
    sender    TEXT   NOT NULL,
    owner     TEXT,                          -- the account that answers for it
    machine   BIGINT NOT NULL,               -- nobody writes its posts
    PRIMARY KEY (community, kind, sender)
);

CREATE TABLE accounts (
    community     TEXT   NOT NULL,
    account       TEXT   NOT NULL,
    direct        BIGINT NOT NULL DEFAULT 0, -- asked for direct messages
    direct_closed BIGINT NOT NULL DEFAULT 0, -- the platform refused one
    nudges_off    BIGINT NOT NULL DEFAULT 0,
    paused_until  BIGINT,                    -- the end of the pause it asked for
    PRIMARY KEY (community, account)
);

CREATE TABLE messages (
    community     TEXT             NOT NULL,
    message       TEXT             NOT NULL,
    channel       TEXT             NOT NULL,
    place         TEXT,                      -- the thread of the channel that it stands in, if it does
    account       TEXT,                      -- by people: none when off, erased after 35 days when self
    account_week  TEXT,                      -- keyed hash of account and ISO week, erased when the week closes
    role          TEXT,                      -- the role that makes its author official, if one does
    posted_at     BIGINT           NOT NULL,
    edited_at     BIGINT,
    deleted       BIGINT           NOT NULL DEFAULT 0, -- a tombstone: posted_at is when it was deleted, the rest is empty
    live          BIGINT           NOT NULL, -- 1 seen as it happened, 0 history
    lang          TEXT,
    occasion      TEXT             NOT NULL,
    base          DOUBLE PRECISION NOT NULL,
    score         DOUBLE PRECISION NOT NULL,
    value         BIGINT           NOT NULL, -- 0..3
    tags          TEXT             NOT NULL, -- JSON list
    counts        TEXT             NOT NULL, -- yes, or the one reason why not
    text_hash     TEXT             NOT NULL, -- keyed hash of the normalised text
    PRIMARY KEY (community, message)
);
CREATE INDEX messages_by_time ON messages (community, posted_at);
-- With the message in them they hold the whole order of the fold, or SQLite would take messages_by_time for it.
CREATE INDEX messages_by_account ON messages (community, account, posted_at, message);
CREATE INDEX messages_by_channel ON messages (community, channel, posted_at, message);
CREATE INDEX messages_by_hash ON messages (community, text_hash, posted_at);

CREATE TABLE findings (
    community  TEXT             NOT NULL,
    message    TEXT             NOT NULL,
    position   BIGINT           NOT NULL,    -- 0.. in the order of the assessment
    heuristic  TEXT             NOT NULL,
    tag        TEXT,
    span_start BIGINT           NOT NULL,
    span_end   BIGINT           NOT NULL,
    points     DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (community, message, position)
);

-- Where a fold of drift begins anew. The subject is an account, or a channel where people = off.
CREATE TABLE drift_resets (
    community TEXT   NOT NULL,
    subject   TEXT   NOT NULL,               -- account:<id> or channel:<id>
    posted_at BIGINT NOT NULL,               -- of the last message before the new beginning
    message   TEXT   NOT NULL,
    nudge     TEXT,                          -- the nudge the alarm led to
    PRIMARY KEY (community, subject, posted_at, message)
);

CREATE TABLE nudges (
    community  TEXT   NOT NULL,
    nudge      TEXT   NOT NULL,
    subject    TEXT,                         -- as in drift_resets; none once the account is erased
    account    TEXT,                         -- whom it is for, while that is known
    channel    TEXT   NOT NULL,              -- of the message that raised the alarm
    message    TEXT   NOT NULL,              -- that message
    since      BIGINT NOT NULL,              -- posted_at of the first message of the drift
    steps      BIGINT NOT NULL,              -- counted messages from then on
    pattern    TEXT   NOT NULL,              -- the tag that leads in them
    heuristic  TEXT   NOT NULL,              -- the heuristic that leads in them
    times      BIGINT NOT NULL,              -- in how many of them it was found
    raised_at  BIGINT NOT NULL,
    state      TEXT   NOT NULL,              -- pending, held, sent, cancelled, dropped, cooling, would_have
    settled_at BIGINT,
    verdict    TEXT,                         -- helps, unfit
    PRIMARY KEY (community, nudge)
);
CREATE INDEX nudges_by_subject ON nudges (community, subject, raised_at);

CREATE TABLE outbox (
    community  TEXT   NOT NULL,
    outbox     TEXT   NOT NULL,              -- derived from what it says, so that it cannot be queued twice
    template   TEXT   NOT NULL,              -- nudge, digest, ask_pause, observed, welcome, …
    arguments  TEXT   NOT NULL,              -- JSON: ids, spans, numbers
    venue      TEXT   NOT NULL,              -- channel:<id> or direct:<account>
    due_at     BIGINT NOT NULL,
    expires_at BIGINT,
    state      TEXT   NOT NULL,              -- pending, sending, sent, dropped
    tries      BIGINT NOT NULL DEFAULT 0,
    sent_as    TEXT,                         -- the platform's id of the message
    settled_at BIGINT,
    reason     TEXT,
    PRIMARY KEY (community, outbox)
);
CREATE INDEX outbox_due ON outbox (state, due_at);

CREATE TABLE feedback (
    community TEXT   NOT NULL,
    nudge     TEXT   NOT NULL,
    account   TEXT   NOT NULL,               -- '' once it is erased
    heuristic TEXT   NOT NULL,
    verdict   TEXT   NOT NULL,
    given_at  BIGINT NOT NULL,
    PRIMARY KEY (community, nudge, account)
);

CREATE TABLE weekly_summaries (
    community        TEXT   NOT NULL,
    iso_year         BIGINT NOT NULL,
    iso_week         BIGINT NOT NULL,
    scope            TEXT   NOT NULL,        -- community, channel, account
    subject          TEXT   NOT NULL,        -- the id within the scope
    messages         BIGINT NOT NULL,
    counted          BIGINT NOT NULL,
    score_mean       DOUBLE PRECISION,       -- over counted messages, like all that follows; NULL when there are none
    n_empty          BIGINT,
    n_thin           BIGINT,
    n_padded         BIGINT,
    n_to_the_point   BIGINT,
    smalltalk_share  DOUBLE PRECISION,
    gift_share       DOUBLE PRECISION,
    not_counted      TEXT   NOT NULL,        -- JSON: reason -> messages
    top_heuristics   TEXT   NOT NULL,        -- JSON: [[heuristic, messages], …]
    nudges           BIGINT NOT NULL,
    nudges_helpful   BIGINT NOT NULL,
    nudges_unfit     BIGINT NOT NULL,
    best_message     TEXT,
    worst_message    TEXT,
    share_before     DOUBLE PRECISION,       -- share to the point of the last closed week with counted messages
    PRIMARY KEY (community, iso_year, iso_week, scope, subject)
);

CREATE TABLE digests (
    community TEXT   NOT NULL,
    iso_year  BIGINT NOT NULL,
    iso_week  BIGINT NOT NULL,
    closed_at BIGINT NOT NULL,
    outbox    TEXT,                          -- the row that posts it; none when there is nowhere to post
    PRIMARY KEY (community, iso_year, iso_week)
);

CREATE TABLE cursors (
    community TEXT NOT NULL,
    place     TEXT NOT NULL,                 -- channel or thread
    position  TEXT NOT NULL,                 -- the platform's position of the last message read without a gap
    PRIMARY KEY (community, place)
);

CREATE TABLE settings (
    community TEXT NOT NULL,
    scope     TEXT NOT NULL,                 -- '' or a channel
    key       TEXT NOT NULL,
    value     TEXT NOT NULL,                 -- JSON
    PRIMARY KEY (community, scope, key)
);

CREATE TABLE settings_log (
    community TEXT   NOT NULL,
    entry     BIGINT NOT NULL,               -- 1.. within the community
    changed_at BIGINT NOT NULL,
    account   TEXT   NOT NULL,
    subject   TEXT   NOT NULL,               -- what was changed: setting, sender, channel, …
    scope     TEXT   NOT NULL,
    key       TEXT   NOT NULL,
    before    TEXT,                          -- JSON; none: it was not set
    after     TEXT,
    undone    BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (community, entry)
);
