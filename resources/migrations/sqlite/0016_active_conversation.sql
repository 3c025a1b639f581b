-- SPDX-License-Identifier: Apache-2.0
-- compatible
-- Who is in an active direct conversation, under the exclusive policy: two rows for each. The key is the person, so
-- that nobody is in two, whatever is asked at the same instant on however many nodes. Empty under the open policy.

CREATE TABLE active_conversation (
    account_id      INTEGER PRIMARY KEY REFERENCES account(id),
    conversation_id INTEGER NOT NULL REFERENCES conversation(id) ON DELETE CASCADE
);
CREATE INDEX active_conversation_of ON active_conversation(conversation_id);
