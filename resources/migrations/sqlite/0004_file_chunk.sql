-- SPDX-License-Identifier: Apache-2.0
-- compatible
-- The contents of files, in pieces, where several nodes share the database. With SQLite they are files beside it.

CREATE TABLE file_chunk (
    content_id INTEGER NOT NULL,
    number     INTEGER NOT NULL,     -- 0, 1, 2 …; all but the last are of the same length
    data       BLOB    NOT NULL,
    PRIMARY KEY (content_id, number)
);
