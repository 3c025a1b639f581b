// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/caller.h"

#include <QByteArray>
#include <QHostAddress>
#include <QString>
#include <QUrlQuery>

#include <algorithm>
#include <optional>

namespace confab {

enum class Method { Get, Head, Post, Put, Patch, Delete, Options, Other };

/// One HTTP request, whole, with what the handlers need of it. A value.
struct Request {
    Method method = Method::Get;
    QByteArray target = {}; ///< path and query as they came (RFC 9112, origin-form), checked by nobody yet
    QByteArray authorization = {};
    QByteArray contentType = {};
    QByteArray ifNoneMatch = {};
    /// Of the header fields that few routes ask for, those that came, by their names in lower case.
    QList<std::pair<QByteArray, QByteArray>> others = {};
    std::optional<qint64> bodyLength = {}; ///< as the head says; nothing where only the end does
    QByteArray body = {};
    QHostAddress peer = {};

    // Filled in by the Router:
    QStringList arguments = {}; ///< what stood at the `<…>` of the route's path, percent-decoded
    QUrlQuery query = {};
    Caller caller = {}; ///< null where the route needs no login

    /// One of `others`; empty where it did not come.
    [[nodiscard]] QByteArray other(QByteArrayView name) const
    {
        const auto found = std::find_if(others.begin(), others.end(),
                                        [name](const auto &field) { return field.first == name; });
        return found == others.end() ? QByteArray() : found->second;
    }
};

} // namespace confab
