-- SPDX-License-Identifier: Apache-2.0
-- Who is in a group.
CREATE TABLE member (
    chat INTEGER NOT NULL REFERENCES chat (id),
    username_key TEXT NOT NULL,
    username TEXT NOT NULL,
    owner INTEGER NOT NULL,
    PRIMARY KEY (chat, username_key)
) WITHOUT ROWID;
-- Of a group: 1 where those who join see all that was said, NULL where it is not known yet; how many are in it, and
-- whether this account owns it.
ALTER TABLE chat ADD COLUMN history_all INTEGER;
ALTER TABLE chat ADD COLUMN member_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE chat ADD COLUMN owned INTEGER NOT NULL DEFAULT 0;
-- How many of the unread messages name this account.
ALTER TABLE chat ADD COLUMN mentions INTEGER NOT NULL DEFAULT 0;
-- The next sync brings the members of those that are here.
UPDATE chat SET summary_change = 0 WHERE title IS NOT NULL;
