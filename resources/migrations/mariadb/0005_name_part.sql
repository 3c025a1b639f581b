-- SPDX-License-Identifier: Apache-2.0
-- What sqlite/0005 says. A part may end with a blank, which the other collation would not see.

CREATE TABLE name_part (
    part         VARCHAR(2)  COLLATE utf8mb4_nopad_bin NOT NULL,
    username_key VARCHAR(64) NOT NULL,
    account_id   BIGINT      NOT NULL,
    PRIMARY KEY (part, username_key)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

INSERT INTO name_part (part, username_key, account_id)
  WITH RECURSIVE place(id, name, text, start) AS (
      SELECT id, username_key, search_key, 1 FROM account WHERE char_length(search_key) > 0
       UNION ALL
      SELECT id, name, text, start + 1 FROM place WHERE start < char_length(text))
  SELECT substr(text, start, 1) COLLATE utf8mb4_nopad_bin, name, id FROM place
   UNION
  SELECT substr(text, start, 2) COLLATE utf8mb4_nopad_bin, name, id FROM place WHERE start < char_length(text);
