// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <QHash>
#include <QJsonObject>
#include <QMap>
#include <QStringList>

namespace confab {

class JsonWriter;

/// The answer to `GET /server`: what this server is, its limits, its policies and what it can do.
struct ServerInfo {
    QString name;
    QString version;
    int protocol = 1;
    QString epoch; ///< made when the database is made or restored from a backup
    QMap<QString, qint64> limits; ///< every limit in force, by its name
    QMap<QString, QString> policies; ///< `registration`, `conversations`, …
    QStringList features;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<ServerInfo> fromJson(const QJsonObject &json);
};

} // namespace confab
