-- SPDX-License-Identifier: Apache-2.0
-- compatible
-- What sqlite/0014 says.

CREATE TABLE invite (
    code       VARCHAR(32) PRIMARY KEY,
    created_by BIGINT      NOT NULL,
    created_at BIGINT      NOT NULL,
    expires_at BIGINT,
    max_uses   INT,
    uses       INT         NOT NULL,
    FOREIGN KEY (created_by) REFERENCES account(id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
