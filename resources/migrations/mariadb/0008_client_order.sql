-- SPDX-License-Identifier: Apache-2.0
-- compatible
-- See the file of the same name in sqlite/.

ALTER TABLE message DROP INDEX message_client, ADD UNIQUE INDEX message_client (client_id, sender_id);
