-- SPDX-License-Identifier: Apache-2.0
-- compatible
-- The search index: nothing stands here that could not be made anew from the messages. What the columns hold is said
-- in server/storage/searchblock.h and searchentry.h.

CREATE TABLE search_state (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
INSERT INTO search_state (name, value) VALUES ('lock', ''); -- held by who writes to the index

-- How far each conversation is indexed.
CREATE TABLE search_progress (
    conversation_id BIGINT PRIMARY KEY,
    indexed_seq     BIGINT NOT NULL,             -- its messages up to this one are
    indexed_change  BIGINT NOT NULL              -- with all that had happened up to this change
);

-- What was indexed last, batch by batch, until there is enough for a block.
CREATE TABLE search_fresh (
    batch   BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entries BYTEA  NOT NULL
);

CREATE TABLE search_block (
    block         BIGINT PRIMARY KEY,            -- 1, 2, 3 … without a hole
    first_at      BIGINT NOT NULL,               -- when its first message was sent
    last_at       BIGINT NOT NULL,
    reached_at    BIGINT NOT NULL,               -- the greatest last_at up to this block
    conversations BYTEA  NOT NULL,
    senders       BYTEA  NOT NULL,
    documents     BYTEA  NOT NULL
);

-- Which messages of a block have a token.
CREATE TABLE search_posting (
    token     BIGINT NOT NULL,
    block     BIGINT NOT NULL,
    documents BYTEA  NOT NULL,
    PRIMARY KEY (token, block)
);
CREATE INDEX search_posting_block ON search_posting(block);
