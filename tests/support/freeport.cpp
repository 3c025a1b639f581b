// SPDX-License-Identifier: Apache-2.0
#include "tests/support/freeport.h"

#include <QRandomGenerator>
#include <QTcpServer>

namespace confab::tests {

quint16 freePort()
{
    for (;;) {
        const auto port = quint16(QRandomGenerator::global()->bounded(20'000, 32'000));
        QTcpServer probe;
        if (probe.listen(QHostAddress::LocalHost, port))
            return port;
    }
}

} // namespace confab::tests
