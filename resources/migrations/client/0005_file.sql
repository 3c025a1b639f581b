-- SPDX-License-Identifier: Apache-2.0
-- What a message holds, as the server's JSON; NULL for nothing.
ALTER TABLE message ADD COLUMN files TEXT;

-- The files of messages in the outbox, where they are on this device, and how far they have come. `file` is the
-- server's id of one that is there as a whole. One that is `owned` (a picture that was pasted) is removed with its row.
CREATE TABLE outbox_file (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id BLOB NOT NULL,
    path TEXT NOT NULL,
    owned INTEGER NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    width INTEGER,
    height INTEGER,
    upload INTEGER,
    file INTEGER
);
CREATE INDEX outbox_file_client ON outbox_file (client_id, id);
