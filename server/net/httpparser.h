// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/request.h"
#include "server/net/chunkdecoder.h"
#include "shared/core/result.h"

namespace confab {

/// What a request's head says, as far as anyone here asks.
struct HttpHead {
    Method method = Method::Get;
    QByteArray target = {}; ///< path and query
    bool isKeptAlive = false;
    bool expectsContinue = false;
    bool isChunked = false;
    qint64 contentLength = 0;
    QByteArray host = {};
    QByteArray authorization = {};
    QByteArray contentType = {};
    QByteArray ifNoneMatch = {};
    QList<std::pair<QByteArray, QByteArray>> others = {}; ///< see Request::others
    QByteArray forwardedFor = {}; ///< as it came, and as true as who sent it
    QByteArray connection = {}; ///< this and the following in lower case, for an upgrade
    QByteArray upgrade = {};
    QByteArray webSocketVersion = {};
    QByteArray webSocketKey = {}; ///< as it came
    QByteArray webSocketProtocol = {}; ///< as it came

    [[nodiscard]] bool hasBody() const { return isChunked || contentLength > 0; }
};

/// Reads one HTTP/1.x request after the other: Boost.Beast's parser behind rules that leave no room for
/// smuggling.
///
/// First the head, from bytes that stay where they are (an upgrade is handed on unread), then the body, whose
/// bytes are consumed. Holds no socket. The result does not depend on how the bytes are split.
class HttpParser {
public:
    /// `bytes` are all from the start of the request, those of earlier calls included.
    [[nodiscard]] ParseProgress readHead(QByteArrayView bytes);
    [[nodiscard]] qsizetype headSize() const { return m_scanner.end(); }
    [[nodiscard]] const HttpHead &head() const { return m_head; } ///< valid once the head is complete

    /// How long the body may be, said once the head is complete; false when its length is known to be more.
    [[nodiscard]] bool limitBody(qint64 limit);
    /// Takes what it can of `bytes`, at most to the end of the body.
    [[nodiscard]] ParseProgress readBody(QByteArrayView bytes, qsizetype &consumed);
    /// What of the body has been read and not been taken.
    [[nodiscard]] qsizetype bodySize() const { return m_body.size(); }
    [[nodiscard]] QByteArray takeBody() { return std::exchange(m_body, {}); }

    [[nodiscard]] const Error &error() const { return m_error; } ///< valid after Failed
    void reset() { *this = {}; }

private:
    HeadScanner m_scanner;
    ChunkDecoder m_chunks;
    HttpHead m_head;
    QByteArray m_body;
    qint64 m_bodyLimit = Limits::requestBody;
    qint64 m_bodyRead = 0;
    Error m_error;
};

} // namespace confab
