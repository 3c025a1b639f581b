// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "shared/core/result.h"

#include <QObject>

#include <functional>

namespace confab {

class ConversationApi;
class LocalStore;
class SyncEngine;

/// The one conversation of two that a person is in, on a server that holds people to one at a time; on others
/// there is none. Known from the local database, so also offline; beginning and ending one asks the server.
/// GUI thread; everything given outlives it.
class ActiveChat final : public QObject {
    Q_OBJECT

public:
    using Done = std::function<void(Result<void>)>;

    ActiveChat(ConversationApi &api, SyncEngine &engine, LocalStore &store, QObject *parent = nullptr);

    /// As `GET /server` says it.
    void setPolicy(const QString &policy);
    [[nodiscard]] bool isExclusive() const { return m_isExclusive; }
    [[nodiscard]] ChatId chat() const { return m_chat; }

    /// Takes up one that was ended, and ends one. Unavailable with the field `network` while there is no
    /// connection. `done` is not called when `context` is gone.
    void start(ChatId chat, QObject *context, Done done);
    void end(ChatId chat, QObject *context, Done done);

Q_SIGNALS:
    void changed();

private:
    void look();
    /// Keeps what the server says of the conversation, before `done` hears of it.
    [[nodiscard]] std::function<void(Result<Conversation>)> applied(QObject *context, Done done);

    ConversationApi &m_api;
    SyncEngine &m_engine;
    LocalStore &m_store;
    bool m_isExclusive;
    ChatId m_chat;
};

} // namespace confab
