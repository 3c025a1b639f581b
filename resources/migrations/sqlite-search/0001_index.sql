-- SPDX-License-Identifier: Apache-2.0
-- The search index beside the embedded database (search.db): nothing stands here that could not be made anew from
-- the messages. What the columns hold is said in server/storage/searchblock.h and searchentry.h.

CREATE TABLE search_state (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- How far each conversation is indexed.
CREATE TABLE search_progress (
    conversation_id INTEGER PRIMARY KEY,
    indexed_seq     INTEGER NOT NULL,            -- its messages up to this one are
    indexed_change  INTEGER NOT NULL             -- with all that had happened up to this change
);

-- What was indexed last, batch by batch, until there is enough for a block.
CREATE TABLE search_fresh (
    batch   INTEGER PRIMARY KEY AUTOINCREMENT,
    entries BLOB NOT NULL
);

CREATE TABLE search_block (
    block         INTEGER PRIMARY KEY,           -- 1, 2, 3 … without a hole
    first_at      INTEGER NOT NULL,              -- when its first message was sent
    last_at       INTEGER NOT NULL,
    reached_at    INTEGER NOT NULL,              -- the greatest last_at up to this block
    conversations BLOB NOT NULL,
    senders       BLOB NOT NULL,
    documents     BLOB NOT NULL
);

-- Which messages of a block have a token.
CREATE TABLE search_posting (
    token     INTEGER NOT NULL,
    block     INTEGER NOT NULL,
    documents BLOB NOT NULL,
    PRIMARY KEY (token, block)
) WITHOUT ROWID;
CREATE INDEX search_posting_block ON search_posting(block);
