-- SPDX-License-Identifier: Apache-2.0
-- compatible
-- What sqlite/0017 says.

CREATE TABLE account_export (
    id          BIGINT PRIMARY KEY,
    account_id  BIGINT NOT NULL UNIQUE,
    content_id  BIGINT NOT NULL,
    state       SMALLINT NOT NULL,
    done        BIGINT NOT NULL,
    total       BIGINT NOT NULL,
    size        BIGINT NOT NULL,
    sha256      BYTEA,
    created_at  BIGINT NOT NULL,
    expires_at  BIGINT,
    worker      BIGINT NOT NULL,
    alive_at    BIGINT NOT NULL
);
