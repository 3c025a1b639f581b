-- SPDX-License-Identifier: Apache-2.0
-- The first schema. Times are milliseconds since 1970 in UTC; ids that people see are random 63-bit numbers but for
-- accounts, which are listed anyway.

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE account (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    username           TEXT    NOT NULL,
    username_key       TEXT    NOT NULL UNIQUE,  -- lower case: names that differ only in case are one
    display_name       TEXT    NOT NULL,
    search_key         TEXT    NOT NULL,         -- of username and display name, for the search in names
    status             TEXT,
    password_hash      TEXT    NOT NULL,         -- Argon2id in its own string format
    role               INTEGER NOT NULL,         -- 0 user, 1 admin, 2 owner
    disabled           INTEGER NOT NULL DEFAULT 0,
    send_read_receipts INTEGER NOT NULL DEFAULT 1,
    share_presence     INTEGER NOT NULL DEFAULT 1,
    account_change     INTEGER NOT NULL DEFAULT 1, -- numbers contacts, blocks and the profiles it sees
    created_at         INTEGER NOT NULL,
    last_seen_at       INTEGER
);

CREATE TABLE recovery_code (
    account_id INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    code_hash  BLOB    NOT NULL,
    used_at    INTEGER,
    PRIMARY KEY (account_id, code_hash)
) WITHOUT ROWID;

CREATE TABLE session (
    id           INTEGER PRIMARY KEY,            -- random
    account_id   INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    device       TEXT    NOT NULL,
    generation   INTEGER NOT NULL,               -- of the refresh token given out last
    nonce        BLOB    NOT NULL,               -- goes into its refresh tokens
    created_at   INTEGER NOT NULL,
    last_used_at INTEGER NOT NULL
);
CREATE INDEX session_account ON session(account_id, last_used_at);

-- Sessions that were ended, for other nodes and processes to learn of it; rows are dropped after a day.
CREATE TABLE session_end (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id INTEGER NOT NULL,
    ended_at   INTEGER NOT NULL
);

CREATE TABLE conversation (
    id         INTEGER PRIMARY KEY,              -- random
    kind       INTEGER NOT NULL,                 -- 0 direct, 1 group
    low_id     INTEGER REFERENCES account(id),   -- the two of a direct one, the lower id first
    high_id    INTEGER REFERENCES account(id),
    title      TEXT,
    state      INTEGER NOT NULL DEFAULT 0,       -- 0 open, 1 closed
    last_seq   INTEGER NOT NULL DEFAULT 0,
    change     INTEGER NOT NULL DEFAULT 1,       -- the last number given out in it
    own_change INTEGER NOT NULL DEFAULT 1,       -- of the last change of the row itself: title, state
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,                 -- of the last message
    moved      INTEGER NOT NULL                  -- when anything of it moved, in steps of ten seconds
);
CREATE UNIQUE INDEX conversation_direct ON conversation(low_id, high_id) WHERE kind = 0;
CREATE INDEX conversation_moved ON conversation(moved);

CREATE TABLE member (
    conversation_id  INTEGER NOT NULL REFERENCES conversation(id) ON DELETE CASCADE,
    account_id       INTEGER NOT NULL REFERENCES account(id),
    membership       INTEGER NOT NULL,           -- differs after leaving and coming back
    role             INTEGER NOT NULL DEFAULT 0, -- 0 member, 1 owner
    first_seq        INTEGER NOT NULL DEFAULT 1,
    read_seq         INTEGER NOT NULL DEFAULT 0, -- as the others see it
    own_read_seq     INTEGER NOT NULL DEFAULT 0, -- as the member sees it; runs ahead where the mark is private
    delivered_seq    INTEGER NOT NULL DEFAULT 0,
    change           INTEGER NOT NULL,           -- of the row's last modification
    own              INTEGER NOT NULL DEFAULT 0, -- numbers what only the member sees
    muted_until      INTEGER,
    pinned           INTEGER NOT NULL DEFAULT 0,
    archived         INTEGER NOT NULL DEFAULT 0,
    marked_unread    INTEGER NOT NULL DEFAULT 0,
    left_at          INTEGER,
    PRIMARY KEY (conversation_id, account_id)
) WITHOUT ROWID;
CREATE INDEX member_account ON member(account_id, conversation_id);

CREATE TABLE message (
    conversation_id INTEGER NOT NULL REFERENCES conversation(id) ON DELETE CASCADE,
    seq             INTEGER NOT NULL,
    change          INTEGER NOT NULL,            -- of the row's last modification
    kind            INTEGER NOT NULL DEFAULT 0,  -- 0 text, 1 event
    sender_id       INTEGER NOT NULL REFERENCES account(id),
    client_id       BLOB    NOT NULL,
    sent_at         INTEGER NOT NULL,
    edited_at       INTEGER,
    deleted         INTEGER NOT NULL DEFAULT 0,
    reply_to        INTEGER,
    body            TEXT    NOT NULL,
    PRIMARY KEY (conversation_id, seq)
) WITHOUT ROWID;
CREATE UNIQUE INDEX message_client ON message(sender_id, client_id);
CREATE UNIQUE INDEX message_change ON message(conversation_id, change);
