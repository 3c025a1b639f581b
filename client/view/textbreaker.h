// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/messagetext.h"
#include "client/view/messagefonts.h"

#include <QRect>
#include <QTextLayout>

#include <memory>

namespace confab {

/// Breaks the text of one message into lines: quotes and the later lines of an item stand in from the side.
/// Part of MessageLayout; `text` must outlive it.
class TextBreaker final {
public:
    TextBreaker(const MessageText &text, const MessageFonts &fonts, QFont font);

    /// Breaks at `width`; answers the size that the lines take.
    QSize breakAt(int width);
    [[nodiscard]] const QTextLayout &layout() const { return *m_layout; }
    [[nodiscard]] std::unique_ptr<QTextLayout> take() { return std::move(m_layout); }
    /// The width of the last line; 0 without one.
    [[nodiscard]] int lastLineWidth() const;

    /// The grounds of blocks of code, and the bars beside quotes, within a text of that width.
    [[nodiscard]] QList<QRect> codeGrounds(int width) const
    {
        return rects(MessageText::Block::Kind::Code, width);
    }
    [[nodiscard]] QList<QRect> quoteBars(int width) const
    {
        return rects(MessageText::Block::Kind::Quote, width);
    }

private:
    [[nodiscard]] QList<QRect> rects(MessageText::Block::Kind kind, int width) const;
    [[nodiscard]] qreal indentAt(int position) const;

    const MessageText &m_text;
    std::unique_ptr<QTextLayout> m_layout;
    const bool m_fromRight;
};

} // namespace confab
