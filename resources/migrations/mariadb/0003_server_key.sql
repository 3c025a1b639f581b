-- SPDX-License-Identifier: Apache-2.0
-- compatible

CREATE TABLE server_key (
    number     BIGINT         PRIMARY KEY,
    name       VARCHAR(100)   NOT NULL,
    sealed     VARBINARY(200) NOT NULL,
    valid_from BIGINT         NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
