// SPDX-License-Identifier: Apache-2.0
#include "server/net/upgrade.h"

#include "server/api/gateway.h"

#include <QCryptographicHash>
#include <QUrl>

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr int keyBytes = 16;

bool hasOption(const QByteArray &list, QByteArrayView wanted)
{
    const QByteArrayList options = list.split(',');
    return std::any_of(options.begin(), options.end(),
                       [&](const QByteArray &o) { return o.trimmed() == wanted; });
}

bool isKey(const QByteArray &key)
{
    const auto decoded = QByteArray::fromBase64Encoding(key, QByteArray::AbortOnBase64DecodingErrors);
    return decoded && decoded.decoded.size() == keyBytes;
}

bool isHostOfUrl(const QByteArray &host)
{
    QUrl url;
    url.setAuthority(QString::fromLatin1(host));
    return !url.host().isEmpty();
}

Response noHandshake(QString detail)
{
    Response response = Response::problem({.code = ErrorCode::Malformed, .detail = std::move(detail)});
    // RFC 9110, 7.8, and RFC 6455, 4.4
    response.headers << std::pair<QByteArray, QByteArray>("Upgrade", "websocket")
                     << std::pair<QByteArray, QByteArray>("Sec-WebSocket-Version", "13")
                     << std::pair<QByteArray, QByteArray>("Connection", "Upgrade, close");
    return response;
}

} // namespace

bool isForSocket(const HttpHead &head)
{
    const qsizetype query = head.target.indexOf('?');
    return head.method == Method::Get
        && QByteArrayView(head.target).first(query < 0 ? head.target.size() : query) == socketPath;
}

std::optional<Response> refuseUpgrade(const HttpHead &head)
{
    if (head.upgrade != "websocket" || !hasOption(head.connection, "upgrade"))
        return noHandshake(u"a WebSocket is opened here"_s);
    if (head.webSocketVersion != "13")
        return noHandshake(u"Sec-WebSocket-Version is 13"_s);
    if (!isKey(head.webSocketKey))
        return noHandshake(u"Sec-WebSocket-Key is 16 bytes in base64"_s);
    if (!head.webSocketProtocol.isEmpty() && !hasOption(head.webSocketProtocol, subprotocol.data()))
        return noHandshake(u"the subprotocol is confab.v1"_s);
    if (head.hasBody())
        return noHandshake(u"the request for a WebSocket has no body"_s);
    if (!isHostOfUrl(head.host))
        return noHandshake(u"Host names no host"_s);
    return std::nullopt;
}

Result<Caller> callerOfUpgrade(const HttpHead &head, const Gateway &gateway)
{
    constexpr QByteArrayView scheme = "bearer ";
    if (head.authorization.isEmpty())
        return Caller{};
    if (!head.authorization.toLower().startsWith(scheme))
        return Error{.code = ErrorCode::NotAuthenticated, .detail = u"Authorization is of the Bearer kind"_s};
    return gateway.verify(QString::fromLatin1(head.authorization.sliced(scheme.size()).trimmed()));
}

QByteArray acceptUpgrade(const HttpHead &head)
{
    constexpr QByteArrayView guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455, 1.3
    const QByteArray proof
        = QCryptographicHash::hash(head.webSocketKey + guid.toByteArray(), QCryptographicHash::Sha1);
    QByteArray answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        "Sec-WebSocket-Accept: "
        + proof.toBase64() + "\r\n";
    if (!head.webSocketProtocol.isEmpty())
        answer.append("Sec-WebSocket-Protocol: ")
            .append(subprotocol.data(), subprotocol.size())
            .append("\r\n");
    return answer + "\r\n";
}

} // namespace confab
