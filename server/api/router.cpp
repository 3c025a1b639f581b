// SPDX-License-Identifier: Apache-2.0
#include "server/api/router.h"

#include "shared/protocol/names.h"

#include <QUrl>

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

/// The arguments of `route` in `segments`; nothing where the path is not the route's.
std::optional<QStringList> matchSegments(const Route &route, const QList<QByteArray> &segments)
{
    if (route.segments.size() != segments.size())
        return std::nullopt;
    QStringList arguments;
    for (qsizetype i = 0; i < segments.size(); ++i) {
        const QString segment = QUrl::fromPercentEncoding(segments[i]);
        if (isArgument(route.segments[i]))
            arguments.append(segment);
        else if (route.segments[i] != segment)
            return std::nullopt;
    }
    return arguments;
}

} // namespace

void Router::route(QLatin1StringView pattern, Method method, Login login, Handler handler)
{
    m_routes.append({.pattern = pattern,
                     .method = method,
                     .login = login,
                     .handler = std::move(handler),
                     .segments = (QString(prefix) + pattern).split(u'/')});
}

Router::Match Router::match(Method method, QByteArrayView path) const
{
    const QList<QByteArray> segments = path.toByteArray().split('/');
    const Method wanted = method == Method::Head ? Method::Get : method;
    Match match;
    // A route without arguments, such as /sessions/current, stands before the one it would also fit.
    for (const Route &route : m_routes) {
        auto arguments = matchSegments(route, segments);
        if (!arguments)
            continue;
        match.allowed.append(route.method);
        const bool better = !match.route || arguments->size() < match.arguments.size();
        if (route.method == wanted && better) {
            match.route = &route;
            match.arguments = *std::move(arguments);
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
