-- SPDX-License-Identifier: Apache-2.0
-- compatible
-- What sqlite/0016 says.

CREATE TABLE active_conversation (
    account_id      BIGINT PRIMARY KEY,
    conversation_id BIGINT NOT NULL,
    INDEX active_conversation_of (conversation_id),
    FOREIGN KEY (account_id) REFERENCES account(id),
    FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
