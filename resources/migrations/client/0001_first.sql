-- SPDX-License-Identifier: Apache-2.0
-- What one account keeps on a device: a cache of the server's conversations, which can be dropped at any
-- time, and the outbox and drafts, which cannot.

-- Single values: the server's epoch, the account's own number, the account itself.
CREATE TABLE state (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- A conversation; `conversation` is null until the server knows of it.
CREATE TABLE chat (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER UNIQUE,
    peer TEXT NOT NULL,
    peer_key TEXT NOT NULL UNIQUE,
    membership INTEGER NOT NULL DEFAULT 0,
    first_seq INTEGER NOT NULL DEFAULT 0,
    last_seq INTEGER NOT NULL DEFAULT 0,
    -- How far the summary is known, for sync; how far the rows are known without a hole, for changes.
    summary_change INTEGER NOT NULL DEFAULT 0,
    rows_change INTEGER NOT NULL DEFAULT 0,
    own INTEGER NOT NULL DEFAULT 0,
    -- Whether the last page has been asked for since the conversation came to this device.
    tail_known INTEGER NOT NULL DEFAULT 0,
    read_seq INTEGER NOT NULL DEFAULT 0,
    read_acked INTEGER NOT NULL DEFAULT 0,
    delivered_acked INTEGER NOT NULL DEFAULT 0,
    peer_read_seq INTEGER NOT NULL DEFAULT 0,
    peer_delivered_seq INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0,
    -- The server's count and what it was counted from, for when there are holes in the rows.
    summary_unread INTEGER NOT NULL DEFAULT 0,
    summary_last_seq INTEGER NOT NULL DEFAULT 0,
    summary_read_seq INTEGER NOT NULL DEFAULT 0,
    muted_until INTEGER,
    pinned INTEGER NOT NULL DEFAULT 0,
    archived INTEGER NOT NULL DEFAULT 0,
    marked_unread INTEGER NOT NULL DEFAULT 0,
    closed INTEGER NOT NULL DEFAULT 0,
    updated_at INTEGER NOT NULL DEFAULT 0
);

-- The server's messages. A hole in `seq` is what this device lacks.
CREATE TABLE message (
    chat INTEGER NOT NULL REFERENCES chat (id),
    seq INTEGER NOT NULL,
    change INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    client_id BLOB NOT NULL,
    sender TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    edited_at INTEGER,
    deleted INTEGER NOT NULL,
    reply_to INTEGER,
    PRIMARY KEY (chat, seq)
) WITHOUT ROWID;

-- What was written and is not acknowledged, in order. `error` is the name of the code it was refused with.
CREATE TABLE outbox (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id BLOB NOT NULL UNIQUE,
    chat INTEGER NOT NULL REFERENCES chat (id),
    body TEXT NOT NULL,
    written_at INTEGER NOT NULL,
    error TEXT,
    error_field TEXT,
    error_detail TEXT
);
CREATE INDEX outbox_chat ON outbox (chat, position);

CREATE TABLE draft (
    chat INTEGER PRIMARY KEY REFERENCES chat (id),
    body TEXT NOT NULL
);

-- People as last heard, by the name that usernames are compared by.
CREATE TABLE person (
    username_key TEXT PRIMARY KEY,
    id INTEGER NOT NULL,
    username TEXT NOT NULL,
    display_name TEXT NOT NULL,
    search_key TEXT NOT NULL,
    status TEXT,
    avatar TEXT,
    last_seen_at INTEGER
) WITHOUT ROWID;
