// SPDX-License-Identifier: Apache-2.0
#include "server/app/server.h"

#include "server/app/clustersecret.h"
#include "server/bus/rediseventbus.h"
#include "server/domain/databasekeystore.h"
#include "server/domain/filekeystore.h"
#include "server/domain/policyswitch.h"
#include "server/domain/randomid.h"
#include "server/net/listener.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// Beyond a token's life, for clocks that differ.
constexpr std::chrono::minutes keyGrace{5};

std::unique_ptr<EventBus> makeBus(const std::optional<RedisUrl> &url)
{
    if (!url)
        return std::make_unique<LocalEventBus>();
    return std::make_unique<RedisEventBus>(*url, newRandomId<NodeId>());
}

} // namespace

Server::Server(Settings settings)
    : m_settings(std::move(settings))
    , m_data(m_settings.dataFolder)
    , m_bus(makeBus(m_settings.bus))
    , m_storage(m_settings, *m_bus)
{ }

Server::~Server()
{
    stop();
}

Result<void> Server::start()
{
    if (auto made = makeKeyStore(); !made)
        return made;
    if (auto opened = openData(); !opened)
        return opened;
    m_services = std::make_unique<Services>(m_settings, m_storage, *m_keys, m_clock);
    if (auto started = m_storage.start(); !started)
        return started;
    if (auto switched = switchPolicy(m_storage.writer(), m_settings.conversationPolicy, m_clock); !switched)
        return switched;
    if (auto loaded = m_keys->load(); !loaded)
        return loaded;
    if (auto started = m_bus->start(m_storage.epoch()); !started)
        return started;
    if (auto listening = listen(); !listening)
        return listening;
    return m_services->start();
}

Result<void> Server::openData()
{
    if (auto created = m_data.create(); !created)
        return created;
    if (auto locked = m_data.lock(); !locked)
        return locked;
    return m_storage.open();
}

Result<void> Server::makeKeyStore()
{
    const RotatingKeyStore::Periods periods{.rotateAfter = m_settings.keyRotation,
                                            .keepFor = m_settings.accessTokenLifetime + keyGrace};
    if (!m_settings.database.isShared()) {
        m_keys = std::make_unique<FileKeyStore>(m_settings.keysPath(), m_clock, periods);
        return {};
    }
    const auto secret = readClusterSecret(m_settings.clusterSecret);
    if (!secret)
        return secret.error();
    m_keys = std::make_unique<DatabaseKeyStore>(
        *secret, DatabaseKeyStore::Surroundings{m_storage.writer(), m_storage.readers(), m_clock}, periods);
    return {};
}

Result<void> Server::listen()
{
    const NetSettings net{.address = m_settings.listen.address,
                          .port = m_settings.listen.port,
                          .certificateFile = m_settings.tlsCertificate,
                          .keyFile = m_settings.tlsKey,
                          .ioThreads = m_settings.ioThreads,
                          .rateLimits = m_settings.rateLimits == AccountLimits::State::On,
                          .trustedProxies = m_settings.trustedProxies};
    m_listener = std::make_unique<Listener>(net, m_services->gateway());
    return m_listener->start();
}

QUrl Server::address() const
{
    QUrl url;
    url.setScheme(m_settings.usesTls() ? u"https"_s : u"http"_s);
    url.setHost(m_listener->address().toString());
    url.setPort(m_listener->port());
    return url;
}

void Server::stop()
{
    if (m_listener)
        m_listener->stop();
    if (m_services)
        m_services->stop();
    m_storage.stop();
    m_bus->stop(); // last: it still carries what the storage finishes
}

} // namespace confab
