-- SPDX-License-Identifier: Apache-2.0
-- Messages that the search index (a file of its own, see resources/migrations/search) has not taken in yet.
-- Written with the message, in the same transaction; numbers are never used again, so that what was read up
-- to one of them can be removed up to it.
CREATE TABLE unindexed (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat INTEGER NOT NULL,
    seq INTEGER NOT NULL
);
CREATE TRIGGER message_inserted AFTER INSERT ON message WHEN NOT NEW.deleted
BEGIN INSERT INTO unindexed (chat, seq) VALUES (NEW.chat, NEW.seq); END;
CREATE TRIGGER message_edited AFTER UPDATE OF body ON message WHEN NOT NEW.deleted AND NEW.body <> OLD.body
BEGIN INSERT INTO unindexed (chat, seq) VALUES (NEW.chat, NEW.seq); END;
