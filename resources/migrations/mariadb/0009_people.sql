-- SPDX-License-Identifier: Apache-2.0
-- What sqlite/0009 says.

CREATE TABLE relation (
    account_id BIGINT   NOT NULL,
    kind       SMALLINT NOT NULL,
    other_id   BIGINT   NOT NULL,
    since      BIGINT   NOT NULL,
    PRIMARY KEY (account_id, kind, other_id),
    INDEX relation_other (other_id, kind),
    FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
    FOREIGN KEY (other_id) REFERENCES account(id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

ALTER TABLE conversation ADD COLUMN blocked SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN moved BIGINT NOT NULL DEFAULT 0, ADD INDEX account_moved (moved);
