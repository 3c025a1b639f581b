-- SPDX-License-Identifier: Apache-2.0
-- Contacts (kind 0) and blocks (kind 1), as the server last said.
CREATE TABLE relation (
    kind INTEGER NOT NULL,
    username_key TEXT NOT NULL,
    username TEXT NOT NULL,
    PRIMARY KEY (kind, username_key)
) WITHOUT ROWID;
