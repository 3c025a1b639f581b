// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/importfiles.h"
#include "server/domain/importpeople.h"
#include "server/storage/conversationrepository.h"
#include "server/storage/messagerepository.h"
#include "server/storage/reactionrepository.h"

namespace confab {

/// Puts the messages of an archive into one conversation, a page at a time. A message is known by its sender
/// and the id that the sender gave it; it stands at the place that it had, and where another one has that
/// place, behind all. What the archive does not have before its messages is a gap: deleted messages that
/// nobody sees, which another archive fills. For one conversation of one import, within its transaction.
class ImportMessages {
public:
    /// `row` is moved on with what is added.
    ImportMessages(Database &database, const ImportPeople &people, ImportFiles &files, ConversationRow &row,
                   Timestamp now)
        : m_database(database)
        , m_people(people)
        , m_files(files)
        , m_row(row)
        , m_now(now)
    { }

    [[nodiscard]] Result<void> add(const QList<Message> &page);
    /// Messages that were not here.
    [[nodiscard]] qint64 added() const { return m_added; }
    [[nodiscard]] bool hasChanged() const { return m_hasChanged; }

private:
    using New = MessageRepository::New;
    [[nodiscard]] Result<std::vector<New>> resolve(const QList<Message> &page) const;
    [[nodiscard]] Result<void> addOne(New &given, std::vector<New> &fresh);
    [[nodiscard]] Result<bool> fillGap(const New &given);
    [[nodiscard]] Result<void> openGap(Seq until);
    [[nodiscard]] Result<void> merge(const Message &here, const New &given);
    [[nodiscard]] Result<void> erase(Message here);
    [[nodiscard]] Result<bool> addReactions(const Message &message, const QList<Reaction> &before);
    /// What an INSERT of the message does not store.
    [[nodiscard]] Result<void> complete(const Message &message);
    [[nodiscard]] QUuid gapId(Seq seq) const;

    Database &m_database;
    const ImportPeople &m_people;
    ImportFiles &m_files;
    ConversationRow &m_row;
    const Timestamp m_now;
    QHash<Seq, Seq> m_moved; // those that did not get the place they had
    qint64 m_added = 0;
    bool m_hasChanged = false;
};

} // namespace confab
