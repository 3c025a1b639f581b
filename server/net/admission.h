// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/net/trustedproxies.h"

#include <QHash>

#include <mutex>

namespace confab {

/// Bounds how many connections there are, in all and from one address. Thread-safe; outlives its tickets.
///
/// An IPv6 network of 64 bits counts as one address, as one customer has all of it. This machine's own
/// addresses, and trusted proxies, are held to the bound in all only: a proxy speaks for many.
class Admission {
public:
    /// One connection's place, given back when it goes.
    class Ticket {
    public:
        Ticket() = default;
        Ticket(Admission &admission, const QHostAddress &counted);
        Ticket(Ticket &&other) noexcept;
        Ticket &operator=(Ticket &&other) noexcept;
        Q_DISABLE_COPY(Ticket)
        ~Ticket();

    private:
        void giveBack();

        Admission *m_admission = nullptr;
        QHostAddress m_counted;
    };

    Admission(int inAll, int perAddress, TrustedProxies proxies = {});

    /// Nothing when there is no place left.
    [[nodiscard]] std::optional<Ticket> admit(const QHostAddress &peer);
    [[nodiscard]] int count() const;

private:
    void giveBack(const QHostAddress &counted);

    const int m_inAll;
    const int m_perAddress;
    const TrustedProxies m_proxies;

    mutable std::mutex m_mutex;
    int m_count = 0; // guarded by m_mutex
    QHash<QHostAddress, int> m_byAddress; // guarded by m_mutex
};

/// The address as people know it: IPv4 that came over an IPv6 socket is IPv4.
[[nodiscard]] QHostAddress plainAddress(const QHostAddress &address);

} // namespace confab
