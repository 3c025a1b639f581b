// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <QHash>
#include <QMap>

namespace confab {

/// A value that somebody gave to a key, and where: "command line --listen", "environment CONFAB_LISTEN",
/// "file confab.conf:3", "default".
struct ConfigurationEntry {
    QString key;
    QString value;
    QString origin;
};

/// What is configured: a value for every key of configurationKeys(), each checked, and where it comes from.
///
/// The command line comes before the environment, that before the file, and the file before the defaults.
/// Unknown keys and bad values are refused with the key and its origin, also where a better source hides
/// them. A value.
class Configuration {
public:
    struct Sources {
        QList<ConfigurationEntry> commandLine = {};
        QMap<QString, QString> environment = {};
        QString file = {}; ///< a path; empty: none
    };

    [[nodiscard]] static Result<Configuration> load(const Sources &sources);

    [[nodiscard]] QString text(QLatin1StringView key) const { return entry(key).value; }
    [[nodiscard]] bool boolean(QLatin1StringView key) const;
    [[nodiscard]] int integer(QLatin1StringView key) const;
    [[nodiscard]] std::chrono::seconds duration(QLatin1StringView key) const;
    [[nodiscard]] QString origin(QLatin1StringView key) const { return entry(key).origin; }

    /// Each key, its value and where it comes from, a line each.
    [[nodiscard]] QString toText() const;

    /// `KEY=VALUE` lines; blank ones and those that begin with `#` are passed over.
    [[nodiscard]] static Result<QList<ConfigurationEntry>> readFile(const QString &path);
    /// CONFAB_<KEY> for each key; PORT and DATABASE_URL as hosting platforms set them.
    [[nodiscard]] static Result<QList<ConfigurationEntry>> readEnvironment(
        const QMap<QString, QString> &environment);

private:
    [[nodiscard]] ConfigurationEntry entry(QLatin1StringView key) const;
    [[nodiscard]] Result<void> set(const ConfigurationEntry &entry);
    /// PORT says where to listen, but not for whom: everybody only where that is allowed.
    void completePort();

    QHash<QString, ConfigurationEntry> m_entries;
};

} // namespace confab
