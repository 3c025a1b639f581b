-- SPDX-License-Identifier: Apache-2.0
-- compatible
-- The search index: nothing stands here that could not be made anew from the messages. What the columns hold is said
-- in server/storage/searchblock.h and searchentry.h.

CREATE TABLE search_state (
    name  VARCHAR(190) PRIMARY KEY,
    value LONGTEXT     NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
INSERT INTO search_state (name, value) VALUES ('lock', ''); -- held by who writes to the index

-- How far each conversation is indexed.
CREATE TABLE search_progress (
    conversation_id BIGINT PRIMARY KEY,
    indexed_seq     BIGINT NOT NULL,             -- its messages up to this one are
    indexed_change  BIGINT NOT NULL              -- with all that had happened up to this change
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What was indexed last, batch by batch, until there is enough for a block.
CREATE TABLE search_fresh (
    batch   BIGINT     AUTO_INCREMENT PRIMARY KEY,
    entries MEDIUMBLOB NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE search_block (
    block         BIGINT     PRIMARY KEY,        -- 1, 2, 3 … without a hole
    first_at      BIGINT     NOT NULL,           -- when its first message was sent
    last_at       BIGINT     NOT NULL,
    reached_at    BIGINT     NOT NULL,           -- the greatest last_at up to this block
    conversations MEDIUMBLOB NOT NULL,
    senders       MEDIUMBLOB NOT NULL,
    documents     MEDIUMBLOB NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Which messages of a block have a token.
CREATE TABLE search_posting (
    token     BIGINT         NOT NULL,
    block     BIGINT         NOT NULL,
    documents VARBINARY(512) NOT NULL,
    PRIMARY KEY (token, block),
    INDEX search_posting_block (block)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
