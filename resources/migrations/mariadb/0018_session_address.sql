-- SPDX-License-Identifier: Apache-2.0
-- compatible
-- What sqlite/0018 says.

ALTER TABLE session ADD COLUMN address VARCHAR(64) NOT NULL DEFAULT '';
