-- SPDX-License-Identifier: Apache-2.0
-- The first schema: what sqlite/0001 says, in MariaDB's words. Every table says its character set and collation: the
-- server's default may be another, and the usual one takes 👍 for 😀. `change` is a reserved word here.

CREATE TABLE setting (
    name  VARCHAR(190) PRIMARY KEY,
    value LONGTEXT NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE account (
    id                 BIGINT       AUTO_INCREMENT PRIMARY KEY,
    username           VARCHAR(64)  NOT NULL,
    username_key       VARCHAR(64)  NOT NULL UNIQUE,
    display_name       TEXT         NOT NULL,
    search_key         TEXT         NOT NULL,
    status             TEXT,
    password_hash      TEXT         NOT NULL,
    role               SMALLINT     NOT NULL,
    disabled           SMALLINT     NOT NULL DEFAULT 0,
    send_read_receipts SMALLINT     NOT NULL DEFAULT 1,
    share_presence     SMALLINT     NOT NULL DEFAULT 1,
    account_change     BIGINT       NOT NULL DEFAULT 1,
    created_at         BIGINT       NOT NULL,
    last_seen_at       BIGINT
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE recovery_code (
    account_id BIGINT        NOT NULL,
    code_hash  VARBINARY(64) NOT NULL,
    used_at    BIGINT,
    PRIMARY KEY (account_id, code_hash),
    FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE session (
    id           BIGINT        PRIMARY KEY,
    account_id   BIGINT        NOT NULL,
    device       TEXT          NOT NULL,
    generation   BIGINT        NOT NULL,
    nonce        VARBINARY(64) NOT NULL,
    created_at   BIGINT        NOT NULL,
    last_used_at BIGINT        NOT NULL,
    INDEX session_account (account_id, last_used_at),
    FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE session_end (
    id         BIGINT AUTO_INCREMENT PRIMARY KEY,
    session_id BIGINT NOT NULL,
    ended_at   BIGINT NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- There are no partial indexes here. The two of a group are NULL, and NULLs are never equal: it means the same.
CREATE TABLE conversation (
    id         BIGINT   PRIMARY KEY,
    kind       SMALLINT NOT NULL,
    low_id     BIGINT,
    high_id    BIGINT,
    title      TEXT,
    state      SMALLINT NOT NULL DEFAULT 0,
    last_seq   BIGINT   NOT NULL DEFAULT 0,
    `change`   BIGINT   NOT NULL DEFAULT 1,
    own_change BIGINT   NOT NULL DEFAULT 1,
    created_at BIGINT   NOT NULL,
    updated_at BIGINT   NOT NULL,
    moved      BIGINT   NOT NULL,
    UNIQUE INDEX conversation_direct (low_id, high_id),
    INDEX conversation_moved (moved),
    FOREIGN KEY (low_id) REFERENCES account(id),
    FOREIGN KEY (high_id) REFERENCES account(id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE member (
    conversation_id  BIGINT   NOT NULL,
    account_id       BIGINT   NOT NULL,
    membership       BIGINT   NOT NULL,
    role             SMALLINT NOT NULL DEFAULT 0,
    first_seq        BIGINT   NOT NULL DEFAULT 1,
    read_seq         BIGINT   NOT NULL DEFAULT 0,
    own_read_seq     BIGINT   NOT NULL DEFAULT 0,
    delivered_seq    BIGINT   NOT NULL DEFAULT 0,
    `change`         BIGINT   NOT NULL,
    own              BIGINT   NOT NULL DEFAULT 0,
    muted_until      BIGINT,
    pinned           SMALLINT NOT NULL DEFAULT 0,
    archived         SMALLINT NOT NULL DEFAULT 0,
    marked_unread    SMALLINT NOT NULL DEFAULT 0,
    left_at          BIGINT,
    PRIMARY KEY (conversation_id, account_id),
    INDEX member_account (account_id, conversation_id),
    FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE,
    FOREIGN KEY (account_id) REFERENCES account(id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- No foreign keys: each row would lock its sender's row against a change of the profile. The transaction that inserts
-- has locked the conversation and read the sender, and neither is ever deleted.
CREATE TABLE message (
    conversation_id BIGINT     NOT NULL,
    seq             BIGINT     NOT NULL,
    `change`        BIGINT     NOT NULL,
    kind            SMALLINT   NOT NULL DEFAULT 0,
    sender_id       BIGINT     NOT NULL,
    client_id       BINARY(16) NOT NULL,
    sent_at         BIGINT     NOT NULL,
    edited_at       BIGINT,
    deleted         SMALLINT   NOT NULL DEFAULT 0,
    reply_to        BIGINT,
    body            TEXT       NOT NULL,
    PRIMARY KEY (conversation_id, seq),
    UNIQUE INDEX message_client (sender_id, client_id),
    UNIQUE INDEX message_change (conversation_id, `change`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
