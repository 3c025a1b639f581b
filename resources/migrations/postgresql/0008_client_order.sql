-- SPDX-License-Identifier: Apache-2.0
-- compatible
-- See the file of the same name in sqlite/.

DROP INDEX message_client;
CREATE UNIQUE INDEX message_client ON message(client_id, sender_id);
