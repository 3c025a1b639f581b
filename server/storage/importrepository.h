// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"
#include "shared/protocol/message.h"

namespace confab {

/// The tables `imported_account` and `imported_conversation`: what archives of other servers brought. Belongs
/// to the thread of its Database; holds no state of its own.
class ImportRepository {
public:
    explicit ImportRepository(Database &database)
        : m_database(database)
    { }

    struct Person {
        AccountId account;
        bool made = false; ///< by an import: the account was not here before
        bool own = false; ///< the person's own archive is imported
    };
    /// Who is called so on `server`; a usernameKey().
    [[nodiscard]] Result<std::optional<Person>> person(const QString &server, const QString &key) const;
    [[nodiscard]] Result<void> insert(const QString &server, const QString &key, const Person &person) const;
    [[nodiscard]] Result<void> setOwn(const QString &server, const QString &key) const;

    struct Source {
        QString server;
        Seq lastSeq; ///< the last message that an archive had
    };
    [[nodiscard]] Result<std::optional<Source>> source(ConversationId conversation) const;
    [[nodiscard]] Result<void> insert(ConversationId conversation, const Source &source) const;
    [[nodiscard]] Result<void> setLastSeq(ConversationId conversation, Seq lastSeq) const;

    /// Puts `message` in the place of what stands under its seq, a gap of an archive.
    [[nodiscard]] Result<void> fill(const Message &message, AccountId sender) const;
    /// Stores that the message is edited or deleted, or that somebody reacted, under its own `change`.
    [[nodiscard]] Result<void> settle(const Message &message) const;
    /// Where the member's sight begins; `membership` is another one.
    [[nodiscard]] Result<void> setFirstSeq(ConversationId conversation, AccountId account, Seq firstSeq,
                                           MembershipId membership) const;

private:
    Database &m_database;
};

} // namespace confab
