-- SPDX-License-Identifier: Apache-2.0
-- compatible
-- What sqlite/0012 says.

CREATE TABLE file_content (
    id     BIGINT PRIMARY KEY,
    sha256 BINARY(32)  NOT NULL UNIQUE,
    size   BIGINT NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE file (
    id         BIGINT PRIMARY KEY,
    content_id BIGINT NOT NULL,
    owner_id   BIGINT NOT NULL,
    name       TEXT    NOT NULL,
    media_type TEXT    NOT NULL,
    size       BIGINT NOT NULL,
    width      BIGINT,
    height     BIGINT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    INDEX file_content_id (content_id),
    INDEX file_owner (owner_id, size),
    INDEX file_expires (expires_at),
    FOREIGN KEY (content_id) REFERENCES file_content(id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE attachment (
    conversation_id BIGINT NOT NULL,
    seq             BIGINT NOT NULL,
    number          BIGINT NOT NULL,
    file_id         BIGINT NOT NULL,
    PRIMARY KEY (conversation_id, seq, number),
    INDEX attachment_file (file_id, conversation_id, seq)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE upload (
    id         BIGINT PRIMARY KEY,
    content_id BIGINT NOT NULL,
    owner_id   BIGINT NOT NULL,
    name       TEXT    NOT NULL,
    media_type TEXT    NOT NULL,
    length     BIGINT,
    received   BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    file_id    BIGINT,
    INDEX upload_owner (owner_id),
    INDEX upload_expires (expires_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE file_garbage (
    content_id BIGINT PRIMARY KEY
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

ALTER TABLE message ADD COLUMN files TEXT;
