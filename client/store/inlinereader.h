// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/messagetext.h"

#include <array>

namespace confab {

/// Reads one line of a message by the rule `inline` of MessageText, and appends it to a text and its spans.
class InlineReader {
public:
    explicit InlineReader(MessageText &result)
        : m_result(result)
    { }

    void read(QStringView line) { read(line, {}, 0); }

    /// Signs within signs, at most; beyond it they stay as they are.
    static constexpr int mostNested = 6;

private:
    using Span = MessageText::Span;

    void read(QStringView line, Span::Styles styles, int depth);
    /// Reads what begins at `at` and is more than a letter; the place behind it, or `at` when it is none.
    [[nodiscard]] qsizetype special(QStringView line, qsizetype at, Span::Styles styles, int depth);
    [[nodiscard]] qsizetype code(QStringView line, qsizetype at, Span::Styles styles);
    [[nodiscard]] qsizetype namedLink(QStringView line, qsizetype at, Span::Styles styles);
    [[nodiscard]] qsizetype address(QStringView line, qsizetype at, Span::Styles styles);
    [[nodiscard]] qsizetype emphasis(QStringView line, qsizetype at, Span::Styles styles, int depth);
    void append(QStringView text, Span::Styles styles, const QUrl &url = {});

    MessageText &m_result;
    std::array<QStringView::const_iterator, 5> m_unclosed
        = {}; ///< by sign, the end of the text that closes none
    QStringView::const_iterator m_noAddress = {}; ///< up to there it goes on, the last that was none
};

} // namespace confab
