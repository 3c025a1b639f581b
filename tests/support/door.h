// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QUrl>

namespace confab::tests {

/// Where a server can be reached on this machine: one node, or a balancer in front of several. A value.
struct Door {
    quint16 port = 0;

    /// What people type into a client as the server's address.
    [[nodiscard]] QString address() const { return QStringLiteral("http://127.0.0.1:%1").arg(port); }
    [[nodiscard]] QUrl socketUrl() const
    {
        return QUrl(QStringLiteral("ws://127.0.0.1:%1/api/v1/socket").arg(port));
    }
};

} // namespace confab::tests
