-- SPDX-License-Identifier: Apache-2.0
-- compatible
-- From where a session was used last, for its owner to see; empty where that is not known.

ALTER TABLE session ADD COLUMN address TEXT NOT NULL DEFAULT '';
