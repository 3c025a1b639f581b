-- SPDX-License-Identifier: Apache-2.0
-- The search index of one account on one device: which pairs of characters the messages of its database contain.
-- Holds no text, and is made anew when it is lost.

-- Single values: the epoch of the cache it was made from, how far the messages that were there before it are in.
CREATE TABLE state (
    name TEXT PRIMARY KEY,
    value NOT NULL
) WITHOUT ROWID;

-- Up to 4,096 messages, each in a slot, the newest in slot 0.
CREATE TABLE chunk (
    id INTEGER PRIMARY KEY,
    size INTEGER NOT NULL,
    newest INTEGER NOT NULL
);

-- What stands in the slots, 64 in a block.
CREATE TABLE block (
    chunk INTEGER NOT NULL,
    number INTEGER NOT NULL,
    entries BLOB NOT NULL,
    PRIMARY KEY (chunk, number)
) WITHOUT ROWID;

-- The slots whose messages contain a pair of characters (visitPairs in client/store/searchchunk.h).
CREATE TABLE posting (
    chunk INTEGER NOT NULL,
    pair INTEGER NOT NULL,
    slots BLOB NOT NULL,
    PRIMARY KEY (chunk, pair)
) WITHOUT ROWID;
