-- SPDX-License-Identifier: Apache-2.0
-- compatible
-- What sqlite/0019 says.

CREATE TABLE imported_account (
    server       TEXT    NOT NULL,
    username_key TEXT    NOT NULL,
    account_id   BIGINT  NOT NULL REFERENCES account(id),
    made         INTEGER NOT NULL,
    own          INTEGER NOT NULL,
    PRIMARY KEY (server, username_key)
);

CREATE TABLE imported_conversation (
    conversation_id BIGINT PRIMARY KEY REFERENCES conversation(id) ON DELETE CASCADE,
    server          TEXT   NOT NULL,
    last_seq        BIGINT NOT NULL
);
