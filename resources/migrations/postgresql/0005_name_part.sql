-- SPDX-License-Identifier: Apache-2.0
-- What sqlite/0005 says.

CREATE TABLE name_part (
    part         TEXT   COLLATE "C" NOT NULL,
    username_key TEXT   COLLATE "C" NOT NULL,
    account_id   BIGINT NOT NULL,
    PRIMARY KEY (part, username_key)
);

INSERT INTO name_part (part, username_key, account_id)
  WITH RECURSIVE place(id, name, text, start) AS (
      SELECT id, username_key, search_key, 1 FROM account WHERE length(search_key) > 0
       UNION ALL
      SELECT id, name, text, start + 1 FROM place WHERE start < length(text))
  SELECT substr(text, start, 1), name, id FROM place
   UNION
  SELECT substr(text, start, 2), name, id FROM place WHERE start < length(text);
