-- SPDX-License-Identifier: Apache-2.0
-- What sqlite/0009 says.

CREATE TABLE relation (
    account_id BIGINT   NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    kind       SMALLINT NOT NULL,
    other_id   BIGINT   NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    since      BIGINT   NOT NULL,
    PRIMARY KEY (account_id, kind, other_id)
);
CREATE INDEX relation_other ON relation(other_id, kind);

ALTER TABLE conversation ADD COLUMN blocked SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN moved BIGINT NOT NULL DEFAULT 0;
CREATE INDEX account_moved ON account(moved);
