// SPDX-License-Identifier: Apache-2.0
#include "client/connection/invitelink.h"

#include "client/connection/serveraddress.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr auto scheme = "confab"_L1;
constexpr auto pathBegin = "/i/"_L1;

} // namespace

InviteLink InviteLink::to(const QUrl &root, const QString &code)
{
    QUrl authority = root;
    authority.setPort(root.port(ServerAddress::defaultPort));
    return {.server = authority.authority(), .code = code};
}

std::optional<InviteLink> InviteLink::parse(const QString &typed)
{
    const QUrl url(typed.trimmed(), QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != scheme || url.host().isEmpty() || !url.userInfo().isEmpty()
        || url.hasQuery() || url.hasFragment() || !url.path().startsWith(pathBegin))
        return std::nullopt;
    const QString code = url.path().mid(pathBegin.size());
    if (code.isEmpty() || code.contains(u'/'))
        return std::nullopt;
    return InviteLink{.server = url.authority(), .code = code};
}

QString InviteLink::toString() const
{
    return scheme + "://"_L1 + server + pathBegin + code;
}

} // namespace confab
