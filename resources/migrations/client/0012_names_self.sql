-- SPDX-License-Identifier: Apache-2.0
-- Whether the message is another one's that mentions this account; null where that is yet to be decided.
ALTER TABLE message ADD COLUMN names_self INTEGER DEFAULT 0;
UPDATE message SET names_self = NULL
 WHERE (chat, seq) IN (SELECT unread.chat, unread.seq
                         FROM chat JOIN message AS unread ON unread.chat = chat.id AND unread.seq > chat.read_seq
                        WHERE instr(unread.body, '@') > 0);
CREATE INDEX message_naming ON message (chat, seq) WHERE names_self IS NOT 0;
