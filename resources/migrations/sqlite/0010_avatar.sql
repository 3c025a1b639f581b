-- SPDX-License-Identifier: Apache-2.0
-- compatible
-- People's pictures, each content once; the row goes with the last account that has it.

CREATE TABLE avatar (
    name TEXT    PRIMARY KEY,  -- half of its SHA-256, in hexadecimal digits
    type INTEGER NOT NULL,     -- 0 PNG, 1 JPEG, 2 WebP
    data BLOB    NOT NULL
);

ALTER TABLE account ADD COLUMN avatar TEXT;
CREATE INDEX account_avatar ON account(avatar);
