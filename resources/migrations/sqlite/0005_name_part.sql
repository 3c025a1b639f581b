-- SPDX-License-Identifier: Apache-2.0
-- Every one and every two characters of people's names (account.search_key), so that somebody is found by any part of a
-- name without reading everybody; the rest of a longer one is compared with search_key.

CREATE TABLE name_part (
    part         TEXT    NOT NULL,
    username_key TEXT    NOT NULL, -- of the account: the list is in the order of these
    account_id   INTEGER NOT NULL,
    PRIMARY KEY (part, username_key)
) WITHOUT ROWID;

INSERT INTO name_part (part, username_key, account_id)
  WITH RECURSIVE place(id, name, text, start) AS (
      SELECT id, username_key, search_key, 1 FROM account WHERE length(search_key) > 0
       UNION ALL
      SELECT id, name, text, start + 1 FROM place WHERE start < length(text))
  SELECT substr(text, start, 1), name, id FROM place
   UNION
  SELECT substr(text, start, 2), name, id FROM place WHERE start < length(text);
