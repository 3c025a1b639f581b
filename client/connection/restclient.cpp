// SPDX-License-Identifier: Apache-2.0
#include "client/connection/restclient.h"

#include "client/connection/networkerror.h"
#include "shared/core/logging.h"
#include "shared/protocol/jsonreader.h"
#include "shared/protocol/problem.h"

#include <QNetworkReply>
#include <QThread>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

QByteArray verb(RestRequest::Method method)
{
    switch (method) {
    case RestRequest::Method::Get:
        return "GET"_ba;
    case RestRequest::Method::Post:
        return "POST"_ba;
    case RestRequest::Method::Put:
        return "PUT"_ba;
    case RestRequest::Method::Patch:
        return "PATCH"_ba;
    case RestRequest::Method::Delete:
        return "DELETE"_ba;
    }
    Q_UNREACHABLE();
}

Error transportError(const QNetworkReply &reply)
{
    return reply.error() == QNetworkReply::SslHandshakeFailedError ? certificateError(reply.errorString())
                                                                   : networkError(reply.errorString());
}

Error problemOf(const QNetworkReply &reply, int status, const QByteArray &body)
{
    const auto json = parseJsonObject(body);
    Error error = Problem::fromJson(json ? *json : QJsonObject(), status);
    // RFC 9110, 10.2.3; the form with a date is not one that Confab's server sends.
    bool ok = false;
    const int seconds = reply.rawHeader("Retry-After"_ba).toInt(&ok);
    if (ok && seconds > 0)
        error.retryAfter = std::chrono::seconds(seconds);
    return error;
}

Result<QByteArray> answerOf(QNetworkReply &reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0)
        return transportError(reply);
    const QByteArray body = reply.readAll();
    if (status >= 400)
        return problemOf(reply, status, body);
    if (status < 200 || status >= 300)
        return Error{ErrorCode::Internal, {}, u"HTTP status %1"_s.arg(status)};
    if (reply.error() != QNetworkReply::NoError)
        return transportError(reply);
    return body;
}

} // namespace

Result<QJsonObject> RestClient::jsonOf(const QByteArray &body)
{
    return body.isEmpty() ? Result<QJsonObject>(QJsonObject()) : parseJsonObject(body);
}

RestClient::RestClient(QUrl root, QObject *parent)
    : QObject(parent)
    , m_root(std::move(root))
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network.setTransferTimeout(int(std::chrono::milliseconds(timeout).count()));
}

QNetworkReply *RestClient::start(const RestRequest &request)
{
    QUrl url = m_root;
    url.setPath(u"/api/v1"_s + request.path, QUrl::StrictMode);
    url.setQuery(request.query);

    QNetworkRequest head(url);
    head.setHeader(QNetworkRequest::UserAgentHeader, u"confab/" CONFAB_VERSION ""_s);
    // Every answer is about this moment.
    head.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    head.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    head.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    // An upload of nothing has a type too.
    if (!request.body.isEmpty() || request.method == RestRequest::Method::Patch)
        head.setHeader(QNetworkRequest::ContentTypeHeader, request.mediaType);
    for (const auto &[name, value] : request.headers)
        head.setRawHeader(name, value);
    if (!request.token.isEmpty())
        head.setRawHeader("Authorization"_ba, "Bearer " + request.token.toLatin1());
    return m_network.sendCustomRequest(head, verb(request.method), request.body);
}

void RestClient::send(const RestRequest &request, Answer<QJsonObject> done)
{
    fetch(request, [done = std::move(done)](const Result<QByteArray> &body) {
        done(body ? jsonOf(*body) : Result<QJsonObject>(body.error()));
    });
}

void RestClient::fetch(const RestRequest &request, Answer<QByteArray> done)
{
    Q_ASSERT(QThread::currentThread() == thread());
    QNetworkReply *reply = start(request);
    connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received) {
        if (received > largestAnswer)
            reply->abort();
    });
    connect(reply, &QNetworkReply::finished, this, [reply, path = request.path, done = std::move(done)] {
        reply->deleteLater();
        const auto answer = answerOf(*reply);
        if (!answer)
            qCDebug(lcConnection) << path << "failed:" << answer.error().detail;
        done(answer);
    });
}

} // namespace confab
