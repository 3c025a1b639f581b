-- SPDX-License-Identifier: Apache-2.0
-- What sqlite/0002 says.

ALTER TABLE message ADD COLUMN modified BIGINT;
DROP INDEX message_change;
CREATE INDEX message_modified ON message(conversation_id, modified) WHERE modified IS NOT NULL;
