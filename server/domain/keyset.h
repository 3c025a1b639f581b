// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/signingkey.h"

#include <QList>

namespace confab {

/// All keys of an installation, wherever they are kept. A value.
struct KeySet {
    QList<SigningKey> signing = {}; ///< the oldest first; the last may not sign yet
    qint64 first = 1; ///< the number of the oldest, where they have numbers
    QByteArray refresh = {}; ///< what refresh tokens are authenticated with

    static constexpr int refreshBytes = 32;

    /// Whether tokens of that signing key may still be in use: it signed until the one behind it took over,
    /// on a node whose clock is late a little longer.
    [[nodiscard]] bool isNeeded(qsizetype index, Timestamp now, std::chrono::seconds keepFor) const
    {
        return index + 1 >= signing.size() || now - signing[index + 1].createdAt < keepFor;
    }
};

} // namespace confab
