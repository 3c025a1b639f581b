-- SPDX-License-Identifier: Apache-2.0
-- Whether a person has deleted the account.
ALTER TABLE person ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;
