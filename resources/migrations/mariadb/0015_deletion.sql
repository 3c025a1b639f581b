-- SPDX-License-Identifier: Apache-2.0
-- What sqlite/0015 says.

ALTER TABLE account ADD COLUMN deleted_at BIGINT;

CREATE TABLE account_deletion (
    account_id      BIGINT PRIMARY KEY,
    messages        SMALLINT NOT NULL,
    conversation_id BIGINT NOT NULL,
    seq             BIGINT NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
