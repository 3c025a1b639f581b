-- SPDX-License-Identifier: Apache-2.0
-- compatible

CREATE TABLE reaction (
    conversation_id BIGINT NOT NULL REFERENCES conversation(id) ON DELETE CASCADE,
    seq             BIGINT NOT NULL,
    account_id      BIGINT NOT NULL REFERENCES account(id),
    emoji           TEXT   NOT NULL COLLATE "C",
    change          BIGINT NOT NULL,
    PRIMARY KEY (conversation_id, seq, change),
    UNIQUE (conversation_id, seq, account_id, emoji)
);
