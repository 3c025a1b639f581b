// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/net/headscanner.h"
#include "shared/core/limits.h"

namespace confab {

/// Takes a chunked body apart (RFC 9112, 7.1), byte by byte, so that the result is the same however it
/// arrives:
///
///     chunk = 1*8HEXDIG [ ";" extension ] CRLF data CRLF      last-chunk = "0" [ ";" extension ] CRLF
///     body  = *chunk last-chunk *( trailer-field CRLF ) CRLF
///
/// Extensions and trailer fields are passed over, within a bound. A value class.
class ChunkDecoder {
public:
    static constexpr qsizetype overheadMax = 4096; ///< bytes of extensions and trailer fields in one body

    /// How many bytes of data the body may have.
    void setLimit(qint64 limit) { m_limit = limit; }

    /// Takes what it can of `bytes`, appends data to `body` and counts in `consumed` what it has taken.
    [[nodiscard]] ParseProgress feed(QByteArrayView bytes, QByteArray &body, qsizetype &consumed);
    [[nodiscard]] const Error &error() const { return *m_error; }

private:
    enum class Part {
        Size,
        Extension,
        SizeLineFeed,
        Data,
        DataCr,
        DataLineFeed,
        TrailerStart,
        TrailerName,
        TrailerValue,
        TrailerLineFeed,
        LastLineFeed,
        End
    };

    qsizetype takeData(QByteArrayView bytes, QByteArray &body);
    void step(char c);
    void stepSize(char c);
    void stepTrailer(char c);
    void endSizeLine();
    void expect(char c, char wanted, Part next);
    void countOverhead();
    void fail(ErrorCode code, const char *detail);

    qint64 m_limit = Limits::requestBody;
    qint64 m_total = 0; ///< of the sizes of all chunks so far
    Part m_part = Part::Size;
    qint64 m_size = 0; ///< of this chunk; while it is read, what is left of it
    int m_digits = 0;
    qsizetype m_overhead = 0;
    std::optional<Error> m_error;
};

/// The refusal of a body of more than `limit` bytes.
[[nodiscard]] Error bodyTooLarge(qint64 limit);

} // namespace confab
