-- SPDX-License-Identifier: Apache-2.0
-- compatible

CREATE TABLE file_chunk (
    content_id BIGINT     NOT NULL,
    number     BIGINT     NOT NULL,
    data       MEDIUMBLOB NOT NULL,
    PRIMARY KEY (content_id, number)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
