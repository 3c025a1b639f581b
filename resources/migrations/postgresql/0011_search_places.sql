-- SPDX-License-Identifier: Apache-2.0
-- Each message's place by itself, so that few of a block can be read; postings also of conversations and senders. The
-- index is made anew.

ALTER TABLE search_block DROP COLUMN conversations;
ALTER TABLE search_block DROP COLUMN senders;
DELETE FROM search_state WHERE name <> 'lock';
DELETE FROM search_progress;
DELETE FROM search_fresh;
DELETE FROM search_block;
DELETE FROM search_posting;
ALTER TABLE search_block ALTER COLUMN documents SET STORAGE EXTERNAL; -- uncompressed, so that a piece of it can be read
