// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/net/acceptor.h"
#include "server/net/ioloop.h"
#include "server/net/mailbox.h"
#include "tests/server/net/fakegateway.h"

namespace confab::tests {

/// An IoLoop in the test's own thread, on a port of loopback: what passes time is the test, by passTime().
class NetFixture {
public:
    explicit NetFixture(RateLimits rateLimits = RateLimits::On, int connections = 1000);
    ~NetFixture();

    [[nodiscard]] quint16 port() const { return m_acceptor.serverPort(); }
    [[nodiscard]] QUrl socketUrl() const;
    /// How many connections of any kind there are.
    [[nodiscard]] int connections() const { return m_context.admission.count(); }
    /// How many objects the loop has below it: what a dropped connection must not leave there.
    [[nodiscard]] qsizetype objects() const { return m_loop->findChildren<QObject *>().size(); }
    void passTime(std::chrono::seconds time);

    FakeGateway gateway;

private:
    NetContext m_context;
    std::shared_ptr<Mailbox> m_mailbox = std::make_shared<Mailbox>();
    std::unique_ptr<IoLoop> m_loop;
    Acceptor m_acceptor;
};

} // namespace confab::tests
