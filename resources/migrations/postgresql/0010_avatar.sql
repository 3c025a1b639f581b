-- SPDX-License-Identifier: Apache-2.0
-- compatible

CREATE TABLE avatar (
    name TEXT     COLLATE "C" PRIMARY KEY,
    type SMALLINT NOT NULL,
    data BYTEA    NOT NULL
);
-- Pictures are compressed already.
ALTER TABLE avatar ALTER COLUMN data SET STORAGE EXTERNAL;

ALTER TABLE account ADD COLUMN avatar TEXT COLLATE "C";
CREATE INDEX account_avatar ON account(avatar);
