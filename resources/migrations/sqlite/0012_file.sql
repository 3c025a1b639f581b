-- SPDX-License-Identifier: Apache-2.0
-- compatible
-- Files that people send. What several sent is stored once (file_content); each has a name and an owner of its own.

CREATE TABLE file_content (
    id     INTEGER PRIMARY KEY,          -- random; as in file_chunk
    sha256 BLOB    NOT NULL UNIQUE,
    size   INTEGER NOT NULL              -- bytes
);

CREATE TABLE file (
    id         INTEGER PRIMARY KEY,      -- random
    content_id INTEGER NOT NULL REFERENCES file_content(id),
    owner_id   INTEGER NOT NULL,
    name       TEXT    NOT NULL,
    media_type TEXT    NOT NULL,
    size       INTEGER NOT NULL,
    width      INTEGER,                  -- of a picture, as its first bytes say
    height     INTEGER,
    created_at INTEGER NOT NULL,
    expires_at INTEGER                   -- NULL while a message holds it
);
CREATE INDEX file_content_id ON file(content_id);
CREATE INDEX file_owner ON file(owner_id, size);
CREATE INDEX file_expires ON file(expires_at);

-- Which messages hold which files: for who may read them. What a message shows of its files stands in message.files.
CREATE TABLE attachment (
    conversation_id INTEGER NOT NULL,
    seq             INTEGER NOT NULL,
    number          INTEGER NOT NULL,    -- its place in the message
    file_id         INTEGER NOT NULL,
    PRIMARY KEY (conversation_id, seq, number)
);
CREATE INDEX attachment_file ON attachment(file_id, conversation_id, seq);

CREATE TABLE upload (
    id         INTEGER PRIMARY KEY,      -- random
    content_id INTEGER NOT NULL,         -- where its bytes go
    owner_id   INTEGER NOT NULL,
    name       TEXT    NOT NULL,
    media_type TEXT    NOT NULL,
    length     INTEGER,                  -- NULL until it is known
    received   INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    file_id    INTEGER                   -- what became of it
);
CREATE INDEX upload_owner ON upload(owner_id);
CREATE INDEX upload_expires ON upload(expires_at);

-- Contents nobody has any more; their pieces are removed some at a time.
CREATE TABLE file_garbage (
    content_id INTEGER PRIMARY KEY
);

ALTER TABLE message ADD COLUMN files TEXT; -- `attachments` as JSON; NULL when there are none
