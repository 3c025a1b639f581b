-- SPDX-License-Identifier: Apache-2.0
-- compatible
-- Archives of all that people have; one an account. Their bytes are pieces in file_chunk, as those of files.

CREATE TABLE account_export (
    id          INTEGER PRIMARY KEY,       -- random
    account_id  INTEGER NOT NULL UNIQUE,
    content_id  INTEGER NOT NULL,          -- as in file_chunk
    state       INTEGER NOT NULL,          -- 0 being made, 1 ready, 2 failed
    done        INTEGER NOT NULL,          -- messages written
    total       INTEGER NOT NULL,          -- of so many
    size        INTEGER NOT NULL,          -- bytes so far
    sha256      BLOB,                      -- of a ready one
    created_at  INTEGER NOT NULL,
    expires_at  INTEGER,                   -- NULL while it is being made
    worker      INTEGER NOT NULL,          -- the process that makes it, 0 for none
    alive_at    INTEGER NOT NULL           -- when that one wrote last
);
