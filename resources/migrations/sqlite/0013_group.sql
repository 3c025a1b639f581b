-- SPDX-License-Identifier: Apache-2.0
-- Groups. Not compatible: a program that knows nothing of their pictures would remove them, and would show the system
-- lines as what somebody wrote. `body` of a message of kind 1 is its event as JSON.

ALTER TABLE conversation ADD COLUMN history INTEGER NOT NULL DEFAULT 0; -- who joins sees: 0 what comes, 1 all
ALTER TABLE conversation ADD COLUMN avatar TEXT;
CREATE INDEX conversation_avatar ON conversation(avatar);
ALTER TABLE member ADD COLUMN joined INTEGER NOT NULL DEFAULT 0;        -- the change under which the person came
