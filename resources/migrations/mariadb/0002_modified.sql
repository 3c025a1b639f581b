-- SPDX-License-Identifier: Apache-2.0
-- What sqlite/0002 says. Without partial indexes the new one holds every message; those that nothing happened to stand
-- in it in the order of their numbers.

ALTER TABLE message ADD COLUMN modified BIGINT, DROP INDEX message_change,
    ADD INDEX message_modified (conversation_id, modified);
