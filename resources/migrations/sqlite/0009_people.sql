-- SPDX-License-Identifier: Apache-2.0
-- Contacts and blocks. Not compatible: a program that knows nothing of blocks would deliver what is blocked.

CREATE TABLE relation (
    account_id INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    kind       INTEGER NOT NULL,                 -- 0 contact, 1 block
    other_id   INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    since      INTEGER NOT NULL,
    PRIMARY KEY (account_id, kind, other_id)
) WITHOUT ROWID;
CREATE INDEX relation_other ON relation(other_id, kind);

ALTER TABLE conversation ADD COLUMN blocked INTEGER NOT NULL DEFAULT 0; -- how many of the two block the other
ALTER TABLE account ADD COLUMN moved INTEGER NOT NULL DEFAULT 0;        -- when account_change did, as conversation.moved
CREATE INDEX account_moved ON account(moved);
