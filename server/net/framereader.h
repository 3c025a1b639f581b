// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/gateway.h"

#include <QByteArray>

#include <span>

namespace confab {

/// Reads a client's WebSocket frames (RFC 6455, section 5), one after the other, however their bytes arrive.
///
///      0               1               2 …             4 bytes         …
///     +-+-----+-------+-+-------------+---------------+---------------+-----------------+
///     |F| RSV | opcode|M| length      | 0, 2 or 8 more| masking key   | payload, masked |
///     +-+-----+-------+-+-------------+---------------+---------------+-----------------+
///
/// Strict: masked always, no reserved bit or opcode, lengths in their shortest form, control frames short and
/// whole, text that is UTF-8. A message of several frames is put together; frames and messages are bounded by
/// Limits::frame. What is whole in the bytes that were fed is unmasked in place and not copied; a silent
/// connection's reader holds no memory. A value class without a socket.
class FrameReader {
public:
    enum class Kind {
        NeedMore, ///< everything that was fed is read
        Text, ///< a whole message
        Part, ///< of a message that goes on: only to be counted
        Binary, ///< the same, not of text
        Ping,
        Pong,
        Close, ///< nothing is read after it
        Failed ///< nothing is read after it; code() says why
    };
    struct Frame {
        Kind kind = Kind::NeedMore;
        QByteArrayView payload = {}; ///< valid until next() or feed()
    };

    /// `bytes` must stay, and are written to, until next() has said NeedMore. Only after that may more be
    /// fed.
    void feed(std::span<char> bytes);
    [[nodiscard]] Frame next();
    [[nodiscard]] CloseCode code() const { return m_code; }

private:
    struct Header {
        quint8 opcode = 0;
        bool isFinal = false;
        size_t size = 0; ///< of the header
        quint64 length = 0; ///< of the payload
    };

    [[nodiscard]] bool readHeader(Header &header);
    [[nodiscard]] bool checkHeader(const Header &header, bool isMasked);
    [[nodiscard]] Frame readPayload(const Header &header);
    [[nodiscard]] Frame dataFrame(const Header &header, QByteArrayView payload);
    [[nodiscard]] Frame closeFrame(QByteArrayView payload);
    [[nodiscard]] Frame waitForMore();
    [[nodiscard]] Frame fail(CloseCode code);

    std::span<char> m_input; ///< not read yet: of what was fed, or of m_rest
    QByteArray m_rest; ///< of a frame that is not whole
    QByteArray m_message; ///< the parts of one that is not whole
    bool m_inMessage = false;
    bool m_isBinary = false;
    bool m_hasEnded = false;
    CloseCode m_code = CloseCode::BrokenProtocol;
};

} // namespace confab
