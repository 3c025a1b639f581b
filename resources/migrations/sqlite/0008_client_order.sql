-- SPDX-License-Identifier: Apache-2.0
-- compatible
-- The ids that clients give begin with the time (UUID version 7): with them first, what is written now stands together
-- in the index, whoever writes it. By sender each message had a page of its own there, a third of all that it wrote.

DROP INDEX message_client;
CREATE UNIQUE INDEX message_client ON message(client_id, sender_id);
