-- SPDX-License-Identifier: Apache-2.0
-- compatible
-- What people put to messages: one row an emoji and person.

CREATE TABLE reaction (
    conversation_id INTEGER NOT NULL REFERENCES conversation(id) ON DELETE CASCADE,
    seq             INTEGER NOT NULL,  -- of the message
    account_id      INTEGER NOT NULL REFERENCES account(id),
    emoji           TEXT    NOT NULL,  -- one grapheme cluster
    change          INTEGER NOT NULL,  -- under which it came: the order they are shown in
    PRIMARY KEY (conversation_id, seq, change),
    UNIQUE (conversation_id, seq, account_id, emoji)
) WITHOUT ROWID;
