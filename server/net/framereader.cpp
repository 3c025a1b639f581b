// SPDX-License-Identifier: Apache-2.0
#include "server/net/framereader.h"

#include "shared/core/limits.h"

#include <QtEndian>

#include <array>
#include <bit>
#include <cstring>

namespace confab {

namespace {

// RFC 6455, 5.2
constexpr quint8 continuation = 0;
constexpr quint8 binaryOpcode = 2;
constexpr quint8 closeOpcode = 8;
constexpr quint8 pingOpcode = 9;
constexpr quint8 pongOpcode = 10;

constexpr quint8 finalBit = 0x80;
constexpr quint8 reservedBits = 0x70;
constexpr quint8 opcodeBits = 0x0f;
constexpr quint8 maskBit = 0x80;
constexpr quint8 lengthBits = 0x7f;
constexpr quint8 lengthIs16Bits = 126;
constexpr size_t shortHeader = 2;
constexpr size_t maskSize = 4;
constexpr quint64 longestControl = 125;

bool isControl(quint8 opcode)
{
    return opcode >= closeOpcode;
}

bool isKnown(quint8 opcode)
{
    return opcode <= binaryOpcode || // 1 is text
        (opcode >= closeOpcode && opcode <= pongOpcode);
}

/// RFC 6455, 7.4: what may stand in a close frame.
bool isCloseCode(quint16 code)
{
    constexpr quint16 unused = 1004;
    constexpr quint16 noStatus = 1005;
    constexpr quint16 abnormal = 1006;
    if (code >= 3000)
        return code < 5000;
    return code >= 1000 && code <= 1014 && code != unused && code != noStatus && code != abnormal;
}

void unmask(std::span<char> payload, const char *key)
{
    std::array<char, 8> twice; // eight bytes at a time
    std::memcpy(twice.data(), key, maskSize);
    std::memcpy(twice.data() + maskSize, key, maskSize);
    const auto mask = std::bit_cast<quint64>(twice);
    size_t i = 0;
    for (; i + sizeof mask <= payload.size(); i += sizeof mask) {
        quint64 bytes = 0;
        std::memcpy(&bytes, payload.data() + i, sizeof bytes);
        bytes ^= mask;
        std::memcpy(payload.data() + i, &bytes, sizeof bytes);
    }
    for (; i < payload.size(); ++i)
        payload[i] = char(payload[i] ^ twice[i % maskSize]);
}

} // namespace

void FrameReader::feed(std::span<char> bytes)
{
    Q_ASSERT(m_input.empty());
    if (m_hasEnded)
        return;
    if (m_rest.isEmpty()) {
        m_input = bytes;
    } else {
        m_rest.append(bytes.data(), qsizetype(bytes.size()));
        m_input = {m_rest.data(), size_t(m_rest.size())};
    }
}

FrameReader::Frame FrameReader::next()
{
    if (m_hasEnded)
        return {};
    if (!m_inMessage)
        m_message.clear(); // handed out before
    Header header;
    if (!readHeader(header))
        return m_hasEnded ? Frame{Kind::Failed} : waitForMore();
    if (m_input.size() - header.size < header.length)
        return waitForMore();
    return readPayload(header);
}

/// False when it is not whole, or has failed.
bool FrameReader::readHeader(Header &header)
{
    if (m_input.size() < shortHeader)
        return false;
    const auto first = quint8(m_input[0]);
    const auto second = quint8(m_input[1]);
    header.opcode = first & opcodeBits;
    header.isFinal = (first & finalBit) != 0;
    header.length = second & lengthBits;
    if ((first & reservedBits) != 0 || !checkHeader(header, (second & maskBit) != 0)) {
        (void)fail(CloseCode::BrokenProtocol);
        return false;
    }
    const size_t more = header.length < lengthIs16Bits ? 0 : (header.length == lengthIs16Bits ? 2 : 8);
    header.size = shortHeader + more + maskSize;
    if (m_input.size() < header.size)
        return false;
    const char *extended = m_input.data() + shortHeader;
    if (more == 2)
        header.length = qFromBigEndian<quint16>(extended);
    else if (more == 8)
        header.length = qFromBigEndian<quint64>(extended);
    const qsizetype before = isControl(header.opcode) ? 0 : m_message.size();
    const bool isShortest
        = more == 0 || (header.length >= lengthIs16Bits && (more == 2 || header.length > 0xffff));
    if (!isShortest)
        (void)fail(CloseCode::BrokenProtocol);
    else if (header.length > quint64(Limits::frame - before))
        (void)fail(CloseCode::TooLarge); // before it is waited for
    return !m_hasEnded;
}

bool FrameReader::checkHeader(const Header &header, bool isMasked)
{
    if (!isMasked || !isKnown(header.opcode))
        return false;
    if (isControl(header.opcode))
        return header.isFinal && header.length <= longestControl;
    return m_inMessage == (header.opcode == continuation);
}

FrameReader::Frame FrameReader::readPayload(const Header &header)
{
    const std::span<char> bytes = m_input.subspan(header.size, header.length);
    unmask(bytes, m_input.data() + header.size - maskSize);
    m_input = m_input.subspan(header.size + header.length);
    const QByteArrayView payload(bytes.data(), qsizetype(bytes.size()));
    switch (header.opcode) {
    case closeOpcode:
        return closeFrame(payload);
    case pingOpcode:
        return {Kind::Ping, payload};
    case pongOpcode:
        return {Kind::Pong, payload};
    default:
        return dataFrame(header, payload);
    }
}

FrameReader::Frame FrameReader::dataFrame(const Header &header, QByteArrayView payload)
{
    QByteArrayView text = payload;
    if (m_inMessage || !header.isFinal) {
        m_message.append(payload);
        text = m_message;
    }
    if (header.opcode != continuation)
        m_isBinary = header.opcode == binaryOpcode;
    m_inMessage = !header.isFinal;
    if (m_inMessage)
        return {Kind::Part};
    if (m_isBinary)
        return {Kind::Binary, text};
    return text.isValidUtf8() ? Frame{Kind::Text, text} : fail(CloseCode::NotUtf8);
}

FrameReader::Frame FrameReader::closeFrame(QByteArrayView payload)
{
    constexpr qsizetype codeSize = 2;
    if (payload.size() == 1 || (!payload.isEmpty() && !isCloseCode(qFromBigEndian<quint16>(payload.data()))))
        return fail(CloseCode::BrokenProtocol);
    if (payload.size() > codeSize && !payload.sliced(codeSize).isValidUtf8())
        return fail(CloseCode::NotUtf8);
    m_hasEnded = true;
    m_input = {};
    return {Kind::Close, payload};
}

FrameReader::Frame FrameReader::waitForMore()
{
    if (m_input.empty())
        m_rest = {};
    else if (m_input.data() != m_rest.constData())
        m_rest = QByteArray(m_input.data(), qsizetype(m_input.size()));
    m_input = {};
    return {};
}

FrameReader::Frame FrameReader::fail(CloseCode code)
{
    m_hasEnded = true;
    m_code = code;
    m_input = {};
    return {Kind::Failed};
}

} // namespace confab
