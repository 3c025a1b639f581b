// SPDX-License-Identifier: Apache-2.0
#include "server/net/listener.h"

#include "server/net/acceptor.h"
#include "server/net/descriptor.h"
#include "server/net/ioloop.h"
#include "server/net/iothread.h"
#include "server/net/mailbox.h"
#include "server/net/tlsfiles.h"
#include "shared/core/logging.h"

#include <QThread>

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr int keptDescriptors = 256; // for the database, logs, and what else is open
constexpr int fewest = 64;
constexpr int whenUnlimited = 100'000;

int connectionsFor(const NetSettings &settings)
{
    const qint64 descriptors = raiseDescriptorLimit();
    const int possible
        = descriptors == 0 ? whenUnlimited : std::max(fewest, int(descriptors) - keptDescriptors);
    return settings.connections > 0 ? std::min(settings.connections, possible) : possible;
}

int perAddress(const NetSettings &settings, int inAll)
{
    return settings.connectionsPerAddress > 0 ? settings.connectionsPerAddress : std::max(fewest, inAll / 4);
}

} // namespace

Listener::Listener(NetSettings settings, Gateway &gateway, QObject *parent)
    : QObject(parent)
    , m_settings(std::move(settings))
    , m_gateway(gateway)
{ }

Listener::~Listener()
{
    stop();
}

Result<void> Listener::start()
{
    Q_ASSERT(QThread::currentThread() == thread());
    Q_ASSERT(!m_context);
    std::optional<QSslConfiguration> tls;
    if (!m_settings.certificateFile.isEmpty() || !m_settings.keyFile.isEmpty()) {
        auto loaded = loadTls(m_settings.certificateFile, m_settings.keyFile);
        if (!loaded)
            return loaded.error();
        tls = std::move(*loaded);
    }
    auto acceptor = std::make_unique<Acceptor>([this](qintptr descriptor) { accept(descriptor); });
    if (!acceptor->listen(m_settings.address, m_settings.port)) {
        const QString where = u"%1:%2"_s.arg(m_settings.address.toString()).arg(m_settings.port);
        return Error::invalid(u"listen"_s,
                              u"%1 cannot be listened on: %2"_s.arg(where, acceptor->errorString()));
    }
    const int connections = connectionsFor(m_settings);
    m_context.reset(new NetContext{
        .gateway = m_gateway,
        .rateLimits = m_settings.rateLimits ? RateLimits::On : RateLimits::Off,
        .trustedProxies = m_settings.trustedProxies,
        .tls = std::move(tls),
        .admission = {connections, perAddress(m_settings, connections), m_settings.trustedProxies}});
    startThreads();
    m_acceptor = std::move(acceptor);
    return {};
}

void Listener::startThreads()
{
    std::vector<std::shared_ptr<Mailbox>> mailboxes;
    for (int i = 0; i < m_settings.ioThreads; ++i) {
        m_threads.push_back(std::make_unique<IoThread>(*m_context));
        mailboxes.push_back(m_threads.back()->mailbox());
    }
    // Called on any thread, also when this is gone: the mailboxes are shared, and shut then.
    m_gateway.setDeliver([mailboxes = std::move(mailboxes)](const Deliveries &deliveries) {
        for (const auto &mailbox : mailboxes)
            mailbox->post([deliveries](IoLoop &loop) { loop.deliver(*deliveries); });
    });
    for (const auto &thread : m_threads)
        thread->start();
}

void Listener::accept(qintptr descriptor)
{
    Q_ASSERT(QThread::currentThread() == thread());
    m_threads[m_next]->accept(descriptor);
    m_next = (m_next + 1) % m_threads.size();
}

quint16 Listener::port() const
{
    return m_acceptor ? m_acceptor->serverPort() : 0;
}

QHostAddress Listener::address() const
{
    return m_acceptor ? m_acceptor->serverAddress() : QHostAddress();
}

int Listener::connections() const
{
    return m_context ? m_context->admission.count() : 0;
}

void Listener::stop()
{
    Q_ASSERT(QThread::currentThread() == thread());
    m_acceptor.reset();
    for (const auto &thread : m_threads)
        thread->stop();
    for (const auto &thread : m_threads)
        thread->wait();
    m_threads.clear();
}

} // namespace confab
