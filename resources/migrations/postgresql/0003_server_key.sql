-- SPDX-License-Identifier: Apache-2.0
-- compatible

CREATE TABLE server_key (
    number     BIGINT PRIMARY KEY,
    name       TEXT   NOT NULL,
    sealed     BYTEA  NOT NULL,
    valid_from BIGINT NOT NULL
);
