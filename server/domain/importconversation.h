// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/importmessages.h"
#include "server/storage/memberrepository.h"

namespace confab {

/// One conversation of an archive, from its description to its last page. One that an earlier archive of the
/// same server has brought is gone on with; nothing is put into any other. What the later of two archives
/// says of title, picture and members counts, unless people have written here since. For one import on one
/// thread, within its transaction.
class ImportConversation {
public:
    ImportConversation(Database &database, const ImportArchive &archive, const ImportPeople &people,
                       ImportFiles &files, Timestamp now)
        : m_database(database)
        , m_archive(archive)
        , m_people(people)
        , m_now(now)
        , m_messages(database, people, files, m_row, now)
    { }

    /// `avatar` is the picture that the description names; empty for none.
    [[nodiscard]] Result<void> begin(const ImportedConversation &description, const QByteArray &avatar);
    /// The pages come in their order.
    [[nodiscard]] Result<void> add(qint64 page, const QList<Message> &messages);
    /// InvalidField when messages are missing.
    [[nodiscard]] Result<void> end();

    [[nodiscard]] ConversationId id() const { return m_given.id; }
    [[nodiscard]] qint64 added() const { return m_messages.added(); }
    [[nodiscard]] bool hasChanged() const { return m_hasChanged || m_messages.hasChanged(); }

private:
    using Accounts = QHash<AccountId, ImportedMember>;
    [[nodiscard]] Result<void> findPeople();
    [[nodiscard]] Result<void> findOrMake();
    [[nodiscard]] Result<void> make();
    [[nodiscard]] Result<std::optional<ConversationRow>> direct() const;
    [[nodiscard]] Result<void> show(const QByteArray &avatar);
    [[nodiscard]] Result<void> seat();
    [[nodiscard]] Result<void> seatNew(AccountId account, const ImportedMember &given);
    [[nodiscard]] Result<void> seatAgain(MemberRow member, const ImportedMember &given);
    [[nodiscard]] Result<void> storeMarks();
    [[nodiscard]] Result<void> storeOwn(MemberRow &self);

    Database &m_database;
    const ImportArchive &m_archive;
    const ImportPeople &m_people;
    const Timestamp m_now;
    ImportedConversation m_given;
    Accounts m_members;
    QSet<AccountId> m_seated; // those who were not here
    ConversationRow m_row;
    ImportMessages m_messages; // moves m_row on
    qint64 m_movedBefore = 0;
    qint64 m_page = 0;
    Seq m_last; // of the archive's messages so far
    bool m_reachesFurther = false; // than any archive before
    bool m_isLater = false; // and nobody has written here since
    bool m_isDeserted = false; // by one of its people, who has no account any more
    bool m_hasChanged = false;
};

} // namespace confab
