// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/caller.h"

#include <QByteArray>
#include <QHostAddress>
#include <QString>
#include <QUrlQuery>

namespace confab {

enum class Method { Get, Head, Post, Put, Patch, Delete, Options, Other };

/// One HTTP request, whole, with what the handlers need of it. A value.
struct Request {
    Method method = Method::Get;
    QByteArray target = {}; ///< path and query as they came (RFC 9112, origin-form), checked by nobody yet
    QByteArray authorization = {};
    QByteArray contentType = {};
    QByteArray ifNoneMatch = {};
    QByteArray body = {};
    QHostAddress peer = {};

    // Filled in by the Router:
    QStringList arguments = {}; ///< what stood at the `<…>` of the route's path, percent-decoded
    QUrlQuery query = {};
    Caller caller = {}; ///< null where the route needs no login
};

} // namespace confab
