-- SPDX-License-Identifier: Apache-2.0
-- What sqlite/0013 says.

ALTER TABLE conversation ADD COLUMN history SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN avatar TEXT COLLATE "C";
CREATE INDEX conversation_avatar ON conversation(avatar);
ALTER TABLE member ADD COLUMN joined BIGINT NOT NULL DEFAULT 0;
