-- SPDX-License-Identifier: Apache-2.0
-- compatible
-- No foreign keys, as with messages.

CREATE TABLE reaction (
    conversation_id BIGINT       NOT NULL,
    seq             BIGINT       NOT NULL,
    account_id      BIGINT       NOT NULL,
    emoji           VARCHAR(64)  NOT NULL,
    `change`        BIGINT       NOT NULL,
    PRIMARY KEY (conversation_id, seq, `change`),
    UNIQUE INDEX reaction_once (conversation_id, seq, account_id, emoji)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
