// SPDX-License-Identifier: Apache-2.0
#include "server/net/httpparser.h"

#include "server/net/headreader.h"
#include "shared/core/limits.h"

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

ParseProgress HttpParser::readBody(QByteArrayView bytes, qsizetype &consumed)
{
    if (m_head.isChunked) {
        const ParseProgress progress = m_chunks.feed(bytes, m_body, consumed);
        if (progress == ParseProgress::Failed)
            m_error = m_chunks.error();
        return progress;
    }
    consumed = std::min<qsizetype>(bytes.size(), m_head.contentLength - m_body.size());
    m_body.append(bytes.first(consumed));
    return m_body.size() == m_head.contentLength ? ParseProgress::Complete : ParseProgress::NeedMore;
}

} // namespace confab
