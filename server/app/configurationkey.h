// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <QHostAddress>
#include <QList>
#include <QStringList>

namespace confab {

/// One thing that can be configured: its name, what its value must be, and what it is for.
struct ConfigurationKey {
    enum class Type {
        Text,
        File,
        Boolean,
        Integer,
        Duration,
        Choice,
        Endpoint,
        Database,
        Bus,
        Addresses,
        Secret
    };

    QLatin1StringView name;
    Type type;
    QString fallback;
    QLatin1StringView help;
    qint64 min = 0; ///< of an Integer, or of a Duration in seconds
    qint64 max = 0;
    QStringList choices = {};

    /// Why `value` is none for this key; nothing when it is one.
    [[nodiscard]] std::optional<QString> objection(const QString &value) const;
    /// `value` as it may be shown: a secret or password is not, but for the path of its file.
    [[nodiscard]] QString shown(const QString &value) const;
    /// What a value looks like, for people.
    [[nodiscard]] QString form() const;
};

/// All keys, in the order they are shown in.
[[nodiscard]] const QList<ConfigurationKey> &configurationKeys();
[[nodiscard]] const ConfigurationKey *findConfigurationKey(QStringView name);

/// Where a server listens.
struct Endpoint {
    QHostAddress address = {};
    quint16 port = 0;

    [[nodiscard]] QString toString() const;
    bool operator==(const Endpoint &) const = default;
};

/// `127.0.0.1:7280`, `[::1]:7280`, `localhost:0`.
[[nodiscard]] std::optional<Endpoint> endpointFromText(const QString &text);
/// `true`, `yes`, `on`, `1` and their opposites, in any case.
[[nodiscard]] std::optional<bool> booleanFromText(const QString &text);
/// `90`, `90s`, `15m`, `12h`, `30d`: seconds where nothing is said.
[[nodiscard]] std::optional<std::chrono::seconds> durationFromText(const QString &text);
/// A whole number in decimal.
[[nodiscard]] std::optional<qint64> integerFromText(const QString &text);

} // namespace confab
