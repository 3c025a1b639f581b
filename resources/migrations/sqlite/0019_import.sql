-- SPDX-License-Identifier: Apache-2.0
-- compatible
-- Where accounts and conversations come from that archives of another server brought: so that a second archive finds
-- them again, and nothing else is taken for them.

CREATE TABLE imported_account (
    server       TEXT    NOT NULL,             -- the epoch of the database that the archive is from
    username_key TEXT    NOT NULL,             -- as the person is called there
    account_id   INTEGER NOT NULL REFERENCES account(id),
    made         INTEGER NOT NULL,             -- 0 was here before, 1 made by an import
    own          INTEGER NOT NULL,             -- 0 was named by others only, 1 the own archive is imported
    PRIMARY KEY (server, username_key)
) WITHOUT ROWID;

CREATE TABLE imported_conversation (
    conversation_id INTEGER PRIMARY KEY REFERENCES conversation(id) ON DELETE CASCADE,
    server          TEXT    NOT NULL,
    last_seq        INTEGER NOT NULL           -- the last message that an archive had
);
