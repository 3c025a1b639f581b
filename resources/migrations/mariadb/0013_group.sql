-- SPDX-License-Identifier: Apache-2.0
-- What sqlite/0013 says.

ALTER TABLE conversation ADD COLUMN history SMALLINT NOT NULL DEFAULT 0, ADD COLUMN avatar VARCHAR(64),
    ADD INDEX conversation_avatar (avatar);
ALTER TABLE member ADD COLUMN joined BIGINT NOT NULL DEFAULT 0;
