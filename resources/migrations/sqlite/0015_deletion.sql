-- SPDX-License-Identifier: Apache-2.0
-- Accounts that their owners have deleted. Not compatible: a program that knows nothing of it would let an operator
-- enable one again.

ALTER TABLE account ADD COLUMN deleted_at INTEGER; -- the row stays, so that the name is never free again

-- What is still to be removed of them, a little at a time; the row goes when nothing is.
CREATE TABLE account_deletion (
    account_id      INTEGER PRIMARY KEY,
    messages        INTEGER NOT NULL,  -- 0 stay, 1 go
    conversation_id INTEGER NOT NULL,  -- how far that has come, in the order of the ids
    seq             INTEGER NOT NULL
);
