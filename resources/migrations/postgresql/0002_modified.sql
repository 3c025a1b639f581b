-- SPDX-License-Identifier: Apache-2.0
-- `change` of a message becomes the number it was written under, which grows with seq; what happens to it later is
-- numbered in `modified`. So a new message is found by its seq, and only those that were touched again are indexed by
-- their number: a new message writes one index less.

ALTER TABLE message ADD COLUMN modified BIGINT; -- the change of the last modification; NULL until there is one
DROP INDEX message_change;
CREATE INDEX message_modified ON message(conversation_id, modified) WHERE modified IS NOT NULL;
