// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/protocol/jsonwriter.h"

namespace confab {

/// `text`, in UTF-8, as a whole WebSocket frame of a server (RFC 6455, 5.2). As those are not masked, one is
/// written once for all its recipients.
[[nodiscard]] QByteArray writeTextFrame(QByteArrayView text);

/// Writes frames of the protocol, one after the other, by way of one buffer that it keeps.
class FrameWriter {
public:
    template <typename Frame>
    [[nodiscard]] QByteArray write(const Frame &frame)
    {
        m_text.resize(0); // keeps the memory
        JsonWriter(m_text).value(frame);
        return writeTextFrame(m_text);
    }

private:
    QByteArray m_text;
};

} // namespace confab
