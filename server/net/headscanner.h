// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/error.h"

#include <QByteArrayView>

#include <optional>

namespace confab {

enum class ParseProgress { NeedMore, Complete, Failed };

/// Finds the end of a request's head and refuses whatever two readers could understand differently.
///
/// One pass, byte by byte, so that the result is the same however the bytes arrive: lines end with CR LF and
/// nothing else, the request line is `method SP target SP HTTP/1.x`, field names are tokens with the colon
/// right behind, no line is folded, no control character stands anywhere (RFC 9112, sections 2.2, 3, 5.1
/// and 5.2). One empty line before the request is passed over. A value class.
class HeadScanner {
public:
    static constexpr int lineMax = 8000; ///< bytes of one line
    static constexpr int fieldsMax = 100;

    /// `bytes` are all from the start of the request, those of earlier calls included.
    [[nodiscard]] ParseProgress scan(QByteArrayView bytes);
    [[nodiscard]] qsizetype start() const { return m_start; } ///< where the request line starts
    [[nodiscard]] qsizetype end() const { return m_at; } ///< just behind the empty line
    [[nodiscard]] const Error &error() const { return *m_error; }

private:
    enum class Part {
        Start,
        SkippedCr,
        Method,
        Target,
        Version,
        LineFeed,
        FieldStart,
        FieldName,
        FieldValue,
        LastLineFeed
    };

    void step(char c);
    void stepRequestLine(char c);
    void stepField(char c);
    void checkLengths();
    void fail(ErrorCode code, const char *detail);

    Part m_part = Part::Start;
    qsizetype m_at = 0;
    qsizetype m_start = 0;
    qsizetype m_lineStart = 0;
    qsizetype m_tokenLength = 0;
    int m_fields = 0;
    bool m_inRequestLine = true;
    bool m_complete = false;
    std::optional<Error> m_error;
};

[[nodiscard]] bool isTokenCharacter(char c); ///< RFC 9110, 5.6.2
[[nodiscard]] bool isFieldCharacter(char c); ///< what a field's value may hold

} // namespace confab
