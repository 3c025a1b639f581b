// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <QHostAddress>
#include <QList>

namespace confab {

/// The proxies whose word is taken for whom they speak (`X-Forwarded-For`), by address. A value.
///
/// Anybody can send that field; only what a trusted proxy has added to it is believed. So it is read from its
/// end, the nearest first, past those that are trusted themselves.
class TrustedProxies {
public:
    /// Addresses and networks, `10.0.0.5, 192.168.1.0/24, fd00::/8`; nobody when empty. An error names the
    /// one that is none.
    [[nodiscard]] static Result<TrustedProxies> fromText(const QString &text);

    [[nodiscard]] bool contains(const QHostAddress &address) const;
    /// Who sent a request that came from `peer` with this `X-Forwarded-For`, all lines of it joined with
    /// commas.
    [[nodiscard]] QHostAddress client(const QHostAddress &peer, const QByteArray &forwardedFor) const;

private:
    QList<std::pair<QHostAddress, int>> m_networks;
};

} // namespace confab
