-- SPDX-License-Identifier: Apache-2.0
-- Whether a message in the outbox got another text than the one that it may have gone out with.
ALTER TABLE outbox ADD COLUMN rewritten INTEGER NOT NULL DEFAULT 0;
