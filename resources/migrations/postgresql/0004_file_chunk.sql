-- SPDX-License-Identifier: Apache-2.0
-- compatible

CREATE TABLE file_chunk (
    content_id BIGINT NOT NULL,
    number     BIGINT NOT NULL,
    data       BYTEA  NOT NULL,
    PRIMARY KEY (content_id, number)
);
-- What people send is compressed already.
ALTER TABLE file_chunk ALTER COLUMN data SET STORAGE EXTERNAL;
