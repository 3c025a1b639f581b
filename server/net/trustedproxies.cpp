// SPDX-License-Identifier: Apache-2.0
#include "server/net/trustedproxies.h"

#include <QRegularExpression>

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

// IPv4 that came over an IPv6 socket is IPv4. Qt also takes `::` and `::1` for it, and `::/0` would be
// everybody.
QHostAddress unmapped(const QHostAddress &address)
{
    static const QHostAddress mapped(u"::ffff:0:0"_s);
    const bool isMapped
        = address.protocol() == QAbstractSocket::IPv6Protocol && address.isInSubnet(mapped, 96);
    return isMapped ? QHostAddress(address.toIPv4Address()) : address;
}

// QHostAddress also reads `10.1` and `0x7f.1`, which are nobody's way to write an address here.
std::optional<QHostAddress> addressFrom(const QString &text)
{
    static const QRegularExpression form(
        uR"(\A(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)\z)"_s);
    QHostAddress address;
    if (!form.match(text).hasMatch() || !address.setAddress(text))
        return std::nullopt;
    return unmapped(address);
}

std::optional<std::pair<QHostAddress, int>> networkFrom(const QString &text)
{
    const auto address = addressFrom(text.section(u'/', 0, 0));
    if (!address)
        return std::nullopt;
    const int most = address->protocol() == QAbstractSocket::IPv6Protocol ? 128 : 32;
    if (!text.contains(u'/'))
        return std::pair(*address, most);
    const QString bits = text.section(u'/', 1);
    static const QRegularExpression number(uR"(\A\d{1,3}\z)"_s);
    if (!number.match(bits).hasMatch() || bits.toInt() > most)
        return std::nullopt;
    return std::pair(*address, bits.toInt());
}

// Some proxies add a port: `192.0.2.1:4711`, `[2001:db8::1]:4711`.
QString withoutPort(const QString &entry)
{
    if (entry.startsWith(u'['))
        return entry.section(u']', 0, 0).mid(entry.contains(u']') ? 1 : 0);
    return entry.count(u':') == 1 ? entry.section(u':', 0, 0) : entry;
}

} // namespace

Result<TrustedProxies> TrustedProxies::fromText(const QString &text)
{
    TrustedProxies proxies;
    const QStringList entries = text.isEmpty() ? QStringList() : text.split(u',');
    for (const QString &entry : entries) {
        const auto network = networkFrom(entry.trimmed());
        if (!network)
            return Error::invalid(u"trusted_proxies"_s,
                                  u"%1 is neither an address nor a network"_s.arg(entry.trimmed()));
        proxies.m_networks.append(*network);
    }
    return proxies;
}

bool TrustedProxies::contains(const QHostAddress &address) const
{
    const QHostAddress plain = unmapped(address);
    return std::any_of(m_networks.begin(), m_networks.end(), [&plain](const auto &network) {
        return plain.protocol() == network.first.protocol() && plain.isInSubnet(network);
    });
}

QHostAddress TrustedProxies::client(const QHostAddress &peer, const QByteArray &forwardedFor) const
{
    QHostAddress client = unmapped(peer);
    const QByteArrayList hops = forwardedFor.split(',');
    for (auto hop = hops.crbegin(); hop != hops.crend() && contains(client); ++hop) {
        const auto address = addressFrom(withoutPort(QString::fromLatin1(hop->trimmed())));
        if (!address)
            break;
        client = *address;
    }
    return client;
}

} // namespace confab
