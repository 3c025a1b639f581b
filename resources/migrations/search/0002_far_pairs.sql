-- SPDX-License-Identifier: Apache-2.0
-- Pairs of characters with two between them are in the index as well: it is made anew.
DELETE FROM posting;
DELETE FROM block;
DELETE FROM chunk;
DELETE FROM state;
