// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <QByteArray>
#include <QString>

namespace confab {

/// Where Redis is and how one gets in: `redis://[[user]:password@]host[:port][/database]`. A value.
///
/// https://www.iana.org/assignments/uri-schemes/prov/redis; user and password are percent-encoded.
struct RedisUrl {
    static constexpr quint16 defaultPort = 6379;

    QString host;
    quint16 port = defaultPort;
    QByteArray user = {}; ///< empty: Redis's default user
    QByteArray password = {}; ///< empty: none is sent
    int database = 0;

    /// The error's `detail` says what is wrong of the URL and repeats nothing of it: it may hold a password.
    [[nodiscard]] static Result<RedisUrl> parse(const QString &text);
    /// `127.0.0.1:6379`; for logs and people.
    [[nodiscard]] QString place() const;

    bool operator==(const RedisUrl &) const = default;
};

} // namespace confab
