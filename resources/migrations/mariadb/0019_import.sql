-- SPDX-License-Identifier: Apache-2.0
-- compatible
-- What sqlite/0019 says.

CREATE TABLE imported_account (
    server       VARCHAR(64) NOT NULL,
    username_key VARCHAR(32) NOT NULL,
    account_id   BIGINT      NOT NULL,
    made         INT         NOT NULL,
    own          INT         NOT NULL,
    PRIMARY KEY (server, username_key),
    FOREIGN KEY (account_id) REFERENCES account(id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE imported_conversation (
    conversation_id BIGINT      PRIMARY KEY,
    server          VARCHAR(64) NOT NULL,
    last_seq        BIGINT      NOT NULL,
    FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
