-- SPDX-License-Identifier: Apache-2.0
-- compatible
-- The keys of the tokens, where several nodes share the database. What they are sealed with is not in it.

CREATE TABLE server_key (
    number     INTEGER PRIMARY KEY,  -- 0 makes refresh tokens; 1, 2, 3 … sign access tokens, one after the other
    name       TEXT    NOT NULL,     -- `kid` of the tokens it signs
    sealed     BLOB    NOT NULL,     -- nonce and box of libsodium's secretbox
    valid_from INTEGER NOT NULL      -- when it takes over from the one before it
);
