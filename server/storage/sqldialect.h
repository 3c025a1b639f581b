// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/connection.h"

#include <QStringList>

namespace confab {

/// What SqlConnection has to know of a shared engine: how it is reached, what is set for each connection, and
/// what its errors mean. Constant; thread-safe.
struct SqlDialect {
    QString driver; ///< of Qt
    QString connectOptions;
    QStringList reserved; ///< columns of ours that are reserved words there
    QString writerSettings; ///< what is run when a connection has been opened
    QString readerSettings;
    QString ping;

    [[nodiscard]] static const SqlDialect &of(Engine engine);
};

/// What an error is by the code that its engine gives it: an SQLSTATE, or MariaDB's number. `open` says
/// whether the driver thinks that the connection stands.
struct SqlFailure {
    enum class Kind {
        Other,
        Conflict, ///< a row with the same key is there
        Deadlock, ///< or a lock that did not come in time, or a transaction that cannot be put in order
        Lost, ///< the connection has gone, or the server goes
        ReadOnly,
        DiskFull,
        Timeout
    };
    Kind kind;

    [[nodiscard]] static SqlFailure of(Engine engine, const QString &code, bool open);
    /// What whoever asked is told. `text` is the engine's own words.
    [[nodiscard]] Error toError(const QString &text) const;
    [[nodiscard]] Fault fault() const;
};

} // namespace confab
