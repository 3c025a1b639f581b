-- SPDX-License-Identifier: Apache-2.0
-- Each message's place by itself, so that few of a block can be read; postings also of conversations and senders.
-- What an index of the version before holds is thrown away and made anew.

DROP TABLE search_block;
CREATE TABLE search_block (
    block      INTEGER PRIMARY KEY,              -- 1, 2, 3 … without a hole
    first_at   INTEGER NOT NULL,                 -- when its first message was sent
    last_at    INTEGER NOT NULL,
    reached_at INTEGER NOT NULL,                 -- the greatest last_at up to this block
    documents  BLOB NOT NULL
);
DELETE FROM search_state;
DELETE FROM search_progress;
DELETE FROM search_fresh;
DELETE FROM search_posting;
