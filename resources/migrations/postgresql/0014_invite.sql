-- SPDX-License-Identifier: Apache-2.0
-- compatible
-- What sqlite/0014 says.

CREATE TABLE invite (
    code       TEXT    PRIMARY KEY,
    created_by BIGINT  NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    created_at BIGINT  NOT NULL,
    expires_at BIGINT,
    max_uses   INTEGER,
    uses       INTEGER NOT NULL
);
