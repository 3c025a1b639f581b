-- SPDX-License-Identifier: Apache-2.0
-- What people put to messages, as the protocol writes it (JSON); NULL where nobody did.
ALTER TABLE message ADD COLUMN reactions TEXT;

-- The outbox holds all that a person did and the server does not know of yet, in one order for each chat:
-- 0 a new message, 1 an edit, 2 a deletion, 3 a reaction, 4 a reaction taken back. `seq` is the message that
-- is meant by the last four; `body` is the emoji of the last two.
ALTER TABLE outbox ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN reply_to INTEGER;
