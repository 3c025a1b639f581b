// SPDX-License-Identifier: Apache-2.0
#include "client/view/textbreaker.h"

#include "client/view/metrics.h"

#include <QFontMetricsF>

#include <cmath>

namespace confab {
namespace {

using Block = MessageText::Block;
using Span = MessageText::Span;

constexpr int quoteIndent = Metrics::medium;
constexpr int barWidth = 3;

QTextOption textOption(bool fromRight)
{
    QTextOption option(fromRight ? Qt::AlignRight : Qt::AlignLeft);
    option.setTextDirection(fromRight ? Qt::RightToLeft : Qt::LeftToRight);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    return option;
}

QTextCharFormat formatOf(Span::Styles styles, const MessageFonts &fonts)
{
    QTextCharFormat format;
    if (styles.testFlag(Span::Code))
        format.setFont(fonts.code);
    if (styles.testFlag(Span::Bold) || styles.testFlag(Span::Mention))
        format.setFontWeight(QFont::Bold);
    if (styles.testFlag(Span::Italic))
        format.setFontItalic(true);
    if (styles.testFlag(Span::Struck))
        format.setFontStrikeOut(true);
    if (styles.testFlag(Span::Link))
        format.setFontUnderline(true);
    return format;
}

} // namespace

TextBreaker::TextBreaker(const MessageText &text, const MessageFonts &fonts, QFont font)
    : m_text(text)
    , m_fromRight(text.text.isRightToLeft())
{
    QString lines = text.text;
    lines.replace(u'\n', QChar::LineSeparator);
    m_layout = std::make_unique<QTextLayout>(lines, font);
    m_layout->setCacheEnabled(true);
    m_layout->setTextOption(textOption(m_fromRight));
    QList<QTextLayout::FormatRange> ranges;
    for (const Span &span : text.spans)
        ranges.append({int(span.start), int(span.length), formatOf(span.styles, fonts)});
    m_layout->setFormats(ranges);
}

qreal TextBreaker::indentAt(int position) const
{
    const Block *block = m_text.blocks.isEmpty() ? nullptr : m_text.blockAt(position);
    if (!block)
        return 0;
    if (block->kind == Block::Kind::Quote)
        return quoteIndent;
    if (block->kind == Block::Kind::Code || position == block->start)
        return 0;
    return QFontMetricsF(m_layout->font()).horizontalAdvance(m_text.text.mid(block->start, block->marker));
}

QSize TextBreaker::breakAt(int width)
{
    qreal y = 0;
    qreal widest = 0;
    m_layout->beginLayout();
    for (QTextLine line = m_layout->createLine(); line.isValid(); line = m_layout->createLine()) {
        const qreal indent = indentAt(line.textStart());
        line.setLineWidth(width - indent);
        line.setPosition({m_fromRight ? 0 : indent, y});
        y += std::ceil(line.height());
        widest = qMax(widest, line.naturalTextWidth() + indent);
    }
    m_layout->endLayout();
    return {int(std::ceil(widest)), int(std::ceil(y))};
}

int TextBreaker::lastLineWidth() const
{
    const int lines = m_layout->lineCount();
    if (lines == 0)
        return 0;
    const QTextLine last = m_layout->lineAt(lines - 1);
    return int(std::ceil(last.naturalTextWidth() + indentAt(last.textStart())));
}

QList<QRect> TextBreaker::rects(Block::Kind kind, int width) const
{
    QList<QRect> rects;
    for (const Block &block : m_text.blocks) {
        if (block.kind != kind)
            continue;
        const QTextLine first = m_layout->lineForTextPosition(int(block.start));
        const QTextLine last
            = m_layout->lineForTextPosition(int(block.start + qMax<qsizetype>(1, block.length) - 1));
        const int top = int(first.y());
        const int height = int(std::ceil(last.y() + last.height())) - top;
        if (kind == Block::Kind::Code)
            rects.append(QRect(0, top, width, height).adjusted(-Metrics::unit, -1, Metrics::unit, 1));
        else
            rects.append(QRect(m_fromRight ? width - barWidth : 0, top, barWidth, height));
    }
    return rects;
}

} // namespace confab
