// SPDX-License-Identifier: Apache-2.0
#include "server/net/httpparser.h"

#include "server/net/headreader.h"

#include <algorithm>

namespace confab {

ParseProgress HttpParser::readHead(QByteArrayView bytes)
{
    const ParseProgress progress = m_scanner.scan(bytes);
    if (progress == ParseProgress::NeedMore)
        return progress;
    if (progress == ParseProgress::Failed) {
        m_error = m_scanner.error();
        return progress;
    }
    auto head = readHttpHead(bytes.sliced(m_scanner.start(), m_scanner.end() - m_scanner.start()));
    if (!head) {
        m_error = head.error();
        return ParseProgress::Failed;
    }
    m_head = std::move(*head);
    return ParseProgress::Complete;
}

bool HttpParser::limitBody(qint64 limit)
{
    m_bodyLimit = limit;
    m_chunks.setLimit(limit);
    if (m_head.contentLength <= limit)
        return true;
    m_error = bodyTooLarge(limit);
    return false;
}

ParseProgress HttpParser::readBody(QByteArrayView bytes, qsizetype &consumed)
{
    if (m_head.isChunked) {
        const ParseProgress progress = m_chunks.feed(bytes, m_body, consumed);
        if (progress == ParseProgress::Failed)
            m_error = m_chunks.error();
        return progress;
    }
    if (m_head.contentLength > m_bodyLimit) {
        m_error = bodyTooLarge(m_bodyLimit);
        return ParseProgress::Failed;
    }
    consumed = qsizetype(std::min<qint64>(bytes.size(), m_head.contentLength - m_bodyRead));
    m_body.append(bytes.first(consumed));
    m_bodyRead += consumed;
    return m_bodyRead == m_head.contentLength ? ParseProgress::Complete : ParseProgress::NeedMore;
}

} // namespace confab
