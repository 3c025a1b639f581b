// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/answer.h"
#include "shared/core/units.h"

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QUrl>
#include <QUrlQuery>

class QNetworkReply;

namespace confab {

/// One call of the REST interface. `path` is below /api/v1 and encoded.
struct RestRequest {
    enum class Method { Get, Post, Put, Patch, Delete };

    Method method = Method::Get;
    QString path;
    QUrlQuery query = {};
    QByteArray body = {};
    QByteArray mediaType = "application/json"; ///< of the body
    QList<std::pair<QByteArray, QByteArray>> headers = {};
    QString token = {}; ///< secret; empty where no login is needed
};

/// Asks one server over HTTP. An answer is the JSON object (an empty one for 204), or the Error: the server's
/// problem document, or networkError when there was no answer in time.
///
/// Redirects are not followed: they would carry the token elsewhere. GUI thread. When it goes, the questions
/// that are open go with it, unanswered.
class RestClient final : public QObject {
    Q_OBJECT

public:
    static constexpr qint64 largestAnswer = 16 * mebibyte;
    static constexpr std::chrono::seconds timeout{30};

    explicit RestClient(QUrl root, QObject *parent = nullptr);

    [[nodiscard]] QUrl root() const { return m_root; }
    void send(const RestRequest &request, Answer<QJsonObject> done);
    /// The answer's body as it comes.
    void fetch(const RestRequest &request, Answer<QByteArray> done);
    /// What a body says; one that is empty says nothing.
    [[nodiscard]] static Result<QJsonObject> jsonOf(const QByteArray &body);

private:
    QNetworkReply *start(const RestRequest &request);

    const QUrl m_root;
    QNetworkAccessManager m_network;
};

} // namespace confab
