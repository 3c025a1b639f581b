-- SPDX-License-Identifier: Apache-2.0
-- What a person made of a conversation for oneself alone (muted, pinned, archived, marked as unread) and the
-- server does not know of yet, as the protocol writes it (JSON). Like outbox and drafts it is not cache.
CREATE TABLE own_update (
    chat INTEGER PRIMARY KEY REFERENCES chat (id),
    content TEXT NOT NULL
);
