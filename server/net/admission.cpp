// SPDX-License-Identifier: Apache-2.0
#include "server/net/admission.h"

#include <algorithm>

namespace confab {

namespace {

constexpr int networkBytes = 8;

// Null where nothing is counted.
QHostAddress countedAs(const QHostAddress &peer, const TrustedProxies &proxies)
{
    const QHostAddress plain = plainAddress(peer);
    if (plain.isLoopback() || proxies.contains(plain))
        return {};
    if (plain.protocol() != QAbstractSocket::IPv6Protocol)
        return plain;
    Q_IPV6ADDR bytes = plain.toIPv6Address();
    std::fill(std::begin(bytes.c) + networkBytes, std::end(bytes.c), quint8(0));
    return QHostAddress(bytes);
}

} // namespace

QHostAddress plainAddress(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    return isIpv4 ? QHostAddress(ipv4) : address;
}

Admission::Ticket::Ticket(Admission &admission, const QHostAddress &counted)
    : m_admission(&admission)
    , m_counted(counted)
{ }

Admission::Ticket::Ticket(Ticket &&other) noexcept
    : m_admission(std::exchange(other.m_admission, nullptr))
    , m_counted(other.m_counted)
{ }

Admission::Ticket &Admission::Ticket::operator=(Ticket &&other) noexcept
{
    if (this != &other) {
        giveBack();
        m_admission = std::exchange(other.m_admission, nullptr);
        m_counted = other.m_counted;
    }
    return *this;
}

Admission::Ticket::~Ticket()
{
    giveBack();
}

void Admission::Ticket::giveBack()
{
    if (Admission *admission = std::exchange(m_admission, nullptr))
        admission->giveBack(m_counted);
}

Admission::Admission(int inAll, int perAddress, TrustedProxies proxies)
    : m_inAll(inAll)
    , m_perAddress(perAddress)
    , m_proxies(std::move(proxies))
{ }

std::optional<Admission::Ticket> Admission::admit(const QHostAddress &peer)
{
    const QHostAddress counted = countedAs(peer, m_proxies);
    const std::lock_guard lock(m_mutex);
    if (m_count >= m_inAll || (!counted.isNull() && m_byAddress.value(counted) >= m_perAddress))
        return std::nullopt;
    ++m_count;
    if (!counted.isNull())
        ++m_byAddress[counted];
    return Ticket(*this, counted);
}

int Admission::count() const
{
    const std::lock_guard lock(m_mutex);
    return m_count;
}

void Admission::giveBack(const QHostAddress &counted)
{
    const std::lock_guard lock(m_mutex);
    --m_count;
    if (counted.isNull())
        return;
    const auto found = m_byAddress.find(counted);
    if (--found.value() == 0)
        m_byAddress.erase(found);
}

} // namespace confab
