// SPDX-License-Identifier: Apache-2.0
#include "server/app/server.h"

#include "server/net/listener.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// Beyond a token's life, for clocks that differ.
constexpr std::chrono::minutes keyGrace{5};

} // namespace

Server::Server(Settings settings)
    : m_settings(std::move(settings))
    , m_data(m_settings.dataFolder)
    , m_keys(m_settings.keysPath(), m_clock,
             {.rotateAfter = m_settings.keyRotation, .keepFor = m_settings.accessTokenLifetime + keyGrace})
    , m_storage(m_settings)
{ }

Server::~Server()
{
    stop();
}

Result<void> Server::start()
{
    if (auto opened = openData(); !opened)
        return opened;
    m_services = std::make_unique<Services>(m_settings, m_storage, m_keys, m_clock);
    if (auto started = m_storage.start(); !started)
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
    if (auto loaded = m_keys.load(); !loaded)
        return loaded;
    return m_storage.open();
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
    m_storage.stop();
}

} // namespace confab
