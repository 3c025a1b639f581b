-- SPDX-License-Identifier: Apache-2.0
-- compatible
-- What sqlite/0012 says.

CREATE TABLE file_content (
    id     BIGINT PRIMARY KEY,
    sha256 BYTEA   NOT NULL UNIQUE,
    size   BIGINT NOT NULL
);

CREATE TABLE file (
    id         BIGINT PRIMARY KEY,
    content_id BIGINT NOT NULL REFERENCES file_content(id),
    owner_id   BIGINT NOT NULL,
    name       TEXT    NOT NULL,
    media_type TEXT    NOT NULL,
    size       BIGINT NOT NULL,
    width      BIGINT,
    height     BIGINT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT
);
CREATE INDEX file_content_id ON file(content_id);
CREATE INDEX file_owner ON file(owner_id, size);
CREATE INDEX file_expires ON file(expires_at);

CREATE TABLE attachment (
    conversation_id BIGINT NOT NULL,
    seq             BIGINT NOT NULL,
    number          BIGINT NOT NULL,
    file_id         BIGINT NOT NULL,
    PRIMARY KEY (conversation_id, seq, number)
);
CREATE INDEX attachment_file ON attachment(file_id, conversation_id, seq);

CREATE TABLE upload (
    id         BIGINT PRIMARY KEY,
    content_id BIGINT NOT NULL,
    owner_id   BIGINT NOT NULL,
    name       TEXT    NOT NULL,
    media_type TEXT    NOT NULL,
    length     BIGINT,
    received   BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    file_id    BIGINT
);
CREATE INDEX upload_owner ON upload(owner_id);
CREATE INDEX upload_expires ON upload(expires_at);

CREATE TABLE file_garbage (
    content_id BIGINT PRIMARY KEY
);

ALTER TABLE message ADD COLUMN files TEXT;
