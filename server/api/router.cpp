// SPDX-License-Identifier: Apache-2.0
#include "server/api/router.h"

#include "shared/protocol/names.h"

#include <QUrl>

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr Names<Method, 8> methods{{{Method::Get, "GET"_L1},
                                    {Method::Head, "HEAD"_L1},
                                    {Method::Post, "POST"_L1},
                                    {Method::Put, "PUT"_L1},
                                    {Method::Patch, "PATCH"_L1},
                                    {Method::Delete, "DELETE"_L1},
                                    {Method::Options, "OPTIONS"_L1},
                                    {Method::Other, ""_L1}}};

bool isArgument(QStringView segment)
{
    return segment.startsWith(u'<');
}

/// The path's segments, percent-decoded.
QStringList segmentsOf(QByteArrayView path)
{
    QStringList segments;
    qsizetype start = 0;
    for (qsizetype end = 0; start <= path.size(); start = end + 1) {
        end = path.indexOf('/', start);
        if (end < 0)
            end = path.size();
        const QByteArrayView segment = path.sliced(start, end - start);
        segments.append(segment.contains('%') ? QUrl::fromPercentEncoding(segment.toByteArray())
                                              : QString::fromUtf8(segment));
    }
    return segments;
}

bool fits(const Route &route, const QStringList &segments)
{
    return std::equal(
        route.segments.begin(), route.segments.end(), segments.begin(), segments.end(),
        [](const QString &own, const QString &asked) { return isArgument(own) || own == asked; });
}

QStringList argumentsOf(const Route &route, const QStringList &segments)
{
    QStringList arguments;
    for (qsizetype i = 0; i < segments.size(); ++i) {
        if (isArgument(route.segments[i]))
            arguments.append(segments[i]);
    }
    return arguments;
}

} // namespace

void Router::route(QLatin1StringView pattern, Method method, Login login, Handler handler, Body body)
{
    m_routes.append({.pattern = pattern,
                     .method = method,
                     .login = login,
                     .handler = std::move(handler),
                     .body = body,
                     .segments = (QString(prefix) + pattern).split(u'/')});
}

Router::Match Router::match(Method method, QByteArrayView path) const
{
    const QStringList segments = segmentsOf(path);
    const Method wanted = method == Method::Head ? Method::Get : method;
    Match match;
    // A route without arguments, such as /sessions/current, stands before the one it would also fit.
    for (const Route &route : m_routes) {
        if (!fits(route, segments))
            continue;
        match.allowed.append(route.method);
        QStringList arguments = argumentsOf(route, segments);
        const bool better = !match.route || arguments.size() < match.arguments.size();
        if (route.method == wanted && better) {
            match.route = &route;
            match.arguments = std::move(arguments);
        }
    }
    return match;
}

QByteArray toName(Method method)
{
    return QByteArray(methods.name(method).data());
}

QByteArray allowHeader(const QList<Method> &allowed)
{
    QByteArrayList names{"OPTIONS"};
    for (const Method method : allowed) {
        if (!names.contains(toName(method)))
            names.append(toName(method));
    }
    if (names.contains("GET"))
        names.append("HEAD");
    return names.join(", ");
}

} // namespace confab
