// SPDX-License-Identifier: Apache-2.0
#include "client/store/activechat.h"

#include "client/connection/conversationapi.h"
#include "client/connection/networkerror.h"
#include "client/store/syncengine.h"

#include <QPointer>

namespace confab {

using namespace Qt::StringLiterals;

ActiveChat::ActiveChat(ConversationApi &api, SyncEngine &engine, LocalStore &store, QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_engine(engine)
    , m_store(store)
    , m_isExclusive(store.state().isExclusive())
{
    connect(&store, &LocalStore::changed, this, [this](const StoreChange &change) {
        if (m_isExclusive && (change.everything || !change.chats.isEmpty()))
            look();
    });
    look();
}

void ActiveChat::setPolicy(const QString &policy)
{
    const bool isExclusive = policy == "exclusive"_L1;
    if (isExclusive != m_store.state().isExclusive()) {
        (void)m_store.write(LocalStore::Durability::Normal,
                            [&](StoreChange &) { return m_store.state().setExclusive(isExclusive); });
    }
    if (std::exchange(m_isExclusive, isExclusive) == isExclusive)
        return;
    m_chat = isExclusive ? m_store.conversations().latestOpen() : ChatId();
    Q_EMIT changed();
}

void ActiveChat::look()
{
    const ChatId chat = m_isExclusive ? m_store.conversations().latestOpen() : ChatId();
    if (std::exchange(m_chat, chat) != chat)
        Q_EMIT changed();
}

void ActiveChat::start(ChatId chat, QObject *context, Done done)
{
    const auto row = m_store.conversations().find(chat);
    if (!row)
        return done(Error{ErrorCode::NotFound});
    if (!m_engine.isConnected())
        return done(networkError(u"There is no connection"_s));
    m_api.start(row->chat.username, applied(context, std::move(done)));
}

void ActiveChat::end(ChatId chat, QObject *context, Done done)
{
    const auto row = m_store.conversations().find(chat);
    if (!row || !row->chat.conversation)
        return done(Error{ErrorCode::NotFound});
    if (!m_engine.isConnected())
        return done(networkError(u"There is no connection"_s));
    m_api.close(*row->chat.conversation, applied(context, std::move(done)));
}

std::function<void(Result<Conversation>)> ActiveChat::applied(QObject *context, Done done)
{
    return [guard = QPointer(this), context = QPointer(context),
            done = std::move(done)](const Result<Conversation> &answer) {
        if (guard && answer)
            (void)guard->m_engine.syncStore().applySummaries({*answer});
        if (context)
            done(answer ? Result<void>() : Result<void>(answer.error()));
    };
}

} // namespace confab
