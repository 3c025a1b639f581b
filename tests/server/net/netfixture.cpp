// SPDX-License-Identifier: Apache-2.0
#include "tests/server/net/netfixture.h"

#include "server/net/descriptor.h"

#include <QUrl>

namespace confab::tests {

using namespace Qt::StringLiterals;

NetFixture::NetFixture(RateLimits rateLimits, int connections)
    : m_context{.gateway = gateway,
                .rateLimits = rateLimits,
                .tls = std::nullopt,
                .admission = {connections, connections}}
    , m_loop(std::make_unique<IoLoop>(m_context, m_mailbox))
    , m_acceptor([this](qintptr number) {
        Descriptor descriptor(number);
        m_loop->accept(descriptor);
    })
{
    gateway.setDeliver([mailbox = m_mailbox](const Deliveries &deliveries) {
        mailbox->post([deliveries](IoLoop &loop) { loop.deliver(*deliveries); });
    });
    m_mailbox->open(*m_loop);
    if (!m_acceptor.listen(QHostAddress::LocalHost))
        qFatal("no port to listen on");
}

NetFixture::~NetFixture()
{
    m_mailbox->close();
}

QUrl NetFixture::socketUrl() const
{
    return QUrl(u"ws://127.0.0.1:%1/api/v1/socket"_s.arg(port()));
}

void NetFixture::passTime(std::chrono::seconds time)
{
    m_loop->checkDeadlines(steadyMilliseconds() + std::chrono::milliseconds(time).count());
}

} // namespace confab::tests
