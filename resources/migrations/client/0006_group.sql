-- SPDX-License-Identifier: Apache-2.0
-- Groups. `peer` and `peer_key` of one are `#` and its id, which is nobody's name; `title` is NULL for two people.
ALTER TABLE chat ADD COLUMN title TEXT;
ALTER TABLE chat ADD COLUMN avatar TEXT;
-- What happened to a group, as the server's JSON; NULL for what somebody wrote.
ALTER TABLE message ADD COLUMN event TEXT;
