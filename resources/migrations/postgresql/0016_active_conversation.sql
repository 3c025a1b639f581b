-- SPDX-License-Identifier: Apache-2.0
-- compatible
-- What sqlite/0016 says.

CREATE TABLE active_conversation (
    account_id      BIGINT PRIMARY KEY REFERENCES account(id),
    conversation_id BIGINT NOT NULL REFERENCES conversation(id) ON DELETE CASCADE
);
CREATE INDEX active_conversation_of ON active_conversation(conversation_id);
