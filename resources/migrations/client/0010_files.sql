-- SPDX-License-Identifier: Apache-2.0
-- The messages of a chat that hold files, without those that hold none.
CREATE INDEX message_files ON message (chat, seq) WHERE files IS NOT NULL;
