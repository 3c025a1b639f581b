// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/api.h"
#include "server/api/conversationhandlers.h"
#include "server/api/messagehandlers.h"
#include "server/bus/eventbus.h"
#include "server/domain/accesstoken.h"
#include "server/domain/filekeystore.h"
#include "server/domain/presenceservice.h"
#include "server/domain/receiptservice.h"
#include "server/domain/typingthrottle.h"
#include "server/storage/storagepool.h"
#include "server/storage/writer.h"
#include "tests/support/frametext.h"
#include "tests/support/storagefixture.h"

#include <QtTest>

namespace confab::tests {

/// Everything behind the Gateway for conversations, without a network: requests and frames in, answers and
/// deliveries out.
class ApiFixture {
public:
    ApiFixture()
        : m_keys(m_storage.path() + QStringLiteral(".keys"), m_clock,
                 {std::chrono::hours(1), std::chrono::hours(1)})
    {
        const bool started = m_keys.load() && m_writer.start() && m_readers.start();
        Q_ASSERT(started);
        addConversationRoutes(m_router, {m_conversations, m_groups, m_sync, m_receipts});
        addMessageRoutes(m_router, {m_messages, m_messageWriter, m_amendments}, 15);
        m_api.setDeliver([this](const Deliveries &deliveries) {
            const std::lock_guard lock(m_mutex);
            m_deliveries.append(*deliveries);
        });
    }
    ~ApiFixture()
    {
        m_readers.stop();
        m_writer.stop();
    }

    [[nodiscard]] Api &api() { return m_api; }
    [[nodiscard]] const Router &router() const { return m_router; }
    [[nodiscard]] StorageFixture &storage() { return m_storage; }
    [[nodiscard]] QString token(const Caller &caller) const
    {
        return m_tokens.issue(caller.account, caller.session).token;
    }

    /// Asks and waits for the answer.
    Response ask(Method method, const QByteArray &target, const Caller &caller = {},
                 const QByteArray &body = {})
    {
        Request request{.method = method, .target = target, .contentType = "application/json", .body = body};
        if (!caller.isNull())
            request.authorization = "Bearer " + token(caller).toLatin1();
        return ask(std::move(request));
    }
    Response ask(Request request)
    {
        auto promise = std::make_shared<std::promise<Response>>();
        auto future = promise->get_future();
        m_api.handle(std::move(request),
                     [promise](Response response) { promise->set_value(std::move(response)); });
        // The receipts are gathered on this thread.
        while (future.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready)
            QCoreApplication::processEvents();
        return future.get();
    }

    /// Sends a frame and waits for its answer, be it at once or a delivery.
    QJsonObject send(const Caller &caller, const QByteArray &frame)
    {
        const SocketPeer peer{.socket = SocketId(caller.account.value()), .caller = caller};
        const qsizetype seen = deliveries().size();
        const FrameOutcome outcome = m_api.frame(peer, frame);
        if (!outcome.reply.isEmpty())
            return parse(outcome.reply);
        QJsonObject answer;
        (void)QTest::qWaitFor([&] {
            for (const Delivery &delivery : deliveries().sliced(seen)) {
                const auto *one = std::get_if<ToSocket>(&delivery);
                if (one && one->socket == peer.socket && one->isAnswer)
                    answer = parse(one->frame);
            }
            return !answer.isEmpty();
        });
        return answer;
    }
    [[nodiscard]] QList<Delivery> deliveries()
    {
        const std::lock_guard lock(m_mutex);
        return m_deliveries;
    }
    [[nodiscard]] static QJsonObject parse(const QByteArray &frame)
    {
        return QJsonDocument::fromJson(frameText(frame)).object();
    }

private:
    StorageFixture m_storage;
    SystemClock m_clock;
    FileKeyStore m_keys;
    AccessTokens m_tokens{m_keys, m_clock, std::chrono::minutes(15)};
    LocalEventBus m_bus;
    Writer m_writer{m_storage.url(), m_bus};
    StoragePool m_readers{m_storage.url(), 2, 100};
    ConversationService m_conversations{m_clock};
    GroupService m_groups{m_clock};
    MessageService m_messages;
    MessageWriter m_messageWriter{m_writer, m_bus, m_conversations, m_clock};
    AmendmentService m_amendments{m_writer, m_clock};
    PresenceService m_presence{m_bus, m_writer, m_clock};
    SyncService m_sync{QStringLiteral("epoch"), m_presence};
    ReceiptService m_receipts{m_writer, m_clock};
    Router m_router;
    TypingThrottle m_typing{m_clock};
    FrameHandlers m_frames{
        {m_messageWriter, m_amendments, m_receipts, m_presence, m_typing, m_readers, m_writer, m_bus}};
    Api m_api{{m_router, m_frames, m_tokens, m_presence, m_readers, m_readers, m_writer, m_bus,
               QStringLiteral("epoch")}};

    std::mutex m_mutex;
    QList<Delivery> m_deliveries; // guarded by m_mutex
};

} // namespace confab::tests
