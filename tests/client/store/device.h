// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/syncengine.h"
#include "tests/client/store/fakelink.h"

#include <QTemporaryDir>

namespace confab::tests {

/// Ada's device: a local store, a sync engine, and a link to a MemoryServer, all on one fake time.
class Device {
public:
    explicit Device(MemoryServer &server, FakeTime &time)
        : m_server(server)
        , m_time(time)
    {
        start();
    }

    void start()
    {
        auto opened
            = LocalStore::open(m_directory.filePath(QStringLiteral("ada.sqlite")), QStringLiteral("ada"));
        Q_ASSERT(opened);
        store = std::move(opened).value();
        link = std::make_unique<FakeLink>(m_server, QStringLiteral("ada"), m_time);
        engine = std::make_unique<SyncEngine>(*store, *link, m_time, m_time, Backoff([] { return 0.5; }));
    }
    /// Ends as a killed process does: nothing is said to anyone.
    void kill()
    {
        engine.reset();
        link.reset();
        store.reset();
    }
    void restart()
    {
        kill();
        start();
    }
    /// Connects and waits until all is quiet.
    void goOnline()
    {
        engine->start();
        m_time.advance(std::chrono::seconds(5));
    }

    [[nodiscard]] ChatId chatWith(const QString &peer)
    {
        if (const auto row = store->conversations().findPeer(peer))
            return row->chat.id;
        ChatId id;
        (void)store->write(LocalStore::Durability::Normal, [&](StoreChange &) -> Result<void> {
            id = store->conversations().make(peer, m_time.now())->chat.id;
            return {};
        });
        return id;
    }
    [[nodiscard]] QStringList bodies(ChatId chat)
    {
        QStringList out;
        for (const Message &message : store->messages().before(chat, Seq(), 1'000'000))
            out.prepend(message.body);
        return out;
    }

    std::unique_ptr<LocalStore> store;
    std::unique_ptr<FakeLink> link;
    std::unique_ptr<SyncEngine> engine;

private:
    QTemporaryDir m_directory;
    MemoryServer &m_server;
    FakeTime &m_time;
};

} // namespace confab::tests
