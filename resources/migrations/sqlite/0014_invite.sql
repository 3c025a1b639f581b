-- SPDX-License-Identifier: Apache-2.0
-- compatible
-- Codes that let somebody make an account where registration=invite.

CREATE TABLE invite (
    code       TEXT    PRIMARY KEY,  -- as it is shown
    created_by INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,              -- NULL: never
    max_uses   INTEGER,              -- NULL: any number
    uses       INTEGER NOT NULL
) WITHOUT ROWID;
