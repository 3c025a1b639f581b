// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/conversationstore.h"
#include "client/store/draftstore.h"
#include "client/store/localdatabase.h"
#include "client/store/memberstore.h"
#include "client/store/messagestore.h"
#include "client/store/outbox.h"
#include "client/store/outboxfiles.h"
#include "client/store/ownupdatestore.h"
#include "client/store/peoplestore.h"
#include "client/store/relationstore.h"
#include "client/store/statestore.h"
#include "client/store/storechange.h"

#include <QObject>

namespace confab {

/// Everything one account keeps on this device, and the one place that says what has changed in it.
///
/// The tables are read at will; they are written within `write` alone, so that each change is one transaction
/// and is told once, after its commit. GUI thread; owned by the Account.
class LocalStore final : public QObject {
    Q_OBJECT

public:
    using Durability = LocalDatabase::Durability;
    using Work = std::function<Result<void>(StoreChange &change)>;

    /// `self` is the account's username as the server writes it.
    [[nodiscard]] static Result<std::unique_ptr<LocalStore>> open(const QString &path, const QString &self);

    [[nodiscard]] const QString &self() const { return m_self; }
    [[nodiscard]] ConversationStore &conversations() { return m_conversations; }
    [[nodiscard]] MessageStore &messages() { return m_messages; }
    [[nodiscard]] MemberStore &members() { return m_members; }
    [[nodiscard]] PeopleStore &people() { return m_people; }
    [[nodiscard]] RelationStore &relations() { return m_relations; }
    [[nodiscard]] Outbox &outbox() { return m_outbox; }
    [[nodiscard]] OutboxFiles &outboxFiles() { return m_outboxFiles; }
    [[nodiscard]] DraftStore &drafts() { return m_drafts; }
    [[nodiscard]] OwnUpdateStore &ownUpdates() { return m_ownUpdates; }
    [[nodiscard]] StateStore &state() { return m_state; }

    /// Runs `work` in one transaction: all of it, or on an error nothing, and `failed`.
    Result<void> write(Durability durability, const Work &work);

Q_SIGNALS:
    void changed(const confab::StoreChange &change);
    void failed(const confab::Error &error);

private:
    LocalStore(std::unique_ptr<LocalDatabase> database, QString self);

    const std::unique_ptr<LocalDatabase> m_database;
    const QString m_self;
    ConversationStore m_conversations;
    MessageStore m_messages;
    MemberStore m_members;
    PeopleStore m_people;
    RelationStore m_relations;
    Outbox m_outbox;
    OutboxFiles m_outboxFiles;
    DraftStore m_drafts;
    OwnUpdateStore m_ownUpdates;
    StateStore m_state;
};

} // namespace confab
