-- SPDX-License-Identifier: Apache-2.0
-- compatible

CREATE TABLE avatar (
    name VARCHAR(64) PRIMARY KEY,
    type SMALLINT    NOT NULL,
    data MEDIUMBLOB  NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

ALTER TABLE account ADD COLUMN avatar VARCHAR(64), ADD INDEX account_avatar (avatar);
