// SPDX-License-Identifier: Apache-2.0
#include "client/store/messagetext.h"

#include "client/store/inlinereader.h"
#include "shared/core/emoji.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

using Block = MessageText::Block;
using Span = MessageText::Span;

constexpr int largestEmojiRun = 6;
const QString bullet = u"\u2022 "_s;

/// Reads what is between fences, line by line.
class LineReader {
public:
    explicit LineReader(MessageText &result)
        : m_result(result)
    { }

    void read(QStringView text)
    {
        qsizetype start = 0;
        while (start <= text.size()) {
            const qsizetype found = text.indexOf(u'\n', start);
            const qsizetype end = found < 0 ? text.size() : found;
            line(text.sliced(start, end - start));
            if (found >= 0)
                m_result.text += u'\n';
            start = end + 1;
        }
    }

private:
    void line(QStringView line)
    {
        const qsizetype start = m_result.text.size();
        if (line.startsWith(u"> ")) {
            InlineReader(m_result).read(line.sliced(2));
            add(Block::Kind::Quote, start);
        } else if (const qsizetype sign = signLength(line); sign > 0) {
            const QString marker = line.front().isDigit() ? line.first(sign).toString() : bullet;
            m_result.text += marker;
            InlineReader(m_result).read(line.sliced(sign));
            add(Block::Kind::Item, start, marker.size());
        } else {
            InlineReader(m_result).read(line);
        }
    }

    /// Of the sign that begins an item; 0 where none does.
    static qsizetype signLength(QStringView line)
    {
        if (line.size() > 2 && (line.startsWith(u"- ") || line.startsWith(u"* ")))
            return 2;
        qsizetype digits = 0;
        while (digits < line.size() && digits < 3 && line[digits] >= u'0' && line[digits] <= u'9')
            ++digits;
        return digits > 0 && line.sliced(digits).startsWith(u". ") && line.size() > digits + 2 ? digits + 2
                                                                                               : 0;
    }

    void add(Block::Kind kind, qsizetype start, qsizetype marker = 0)
    {
        // Quoted lines side by side are one quote.
        auto &blocks = m_result.blocks;
        const bool continues = kind == Block::Kind::Quote && !blocks.isEmpty() && blocks.last().kind == kind
            && blocks.last().start + blocks.last().length + 1 == start;
        if (continues)
            blocks.last().length = m_result.text.size() - blocks.last().start;
        else
            blocks.append({kind, start, m_result.text.size() - start, marker});
    }

    MessageText &m_result;
};

void appendFence(MessageText &result, const QString &code)
{
    if (!result.text.isEmpty() && !result.text.endsWith(u'\n'))
        result.text += u'\n';
    result.spans.append({Span::Code, result.text.size(), code.size()});
    result.blocks.append({Block::Kind::Code, result.text.size(), code.size()});
    result.text += code;
}

} // namespace

MessageText MessageText::fromBody(const QString &body)
{
    // The line breaks around the code belong to the fences.
    static const QRegularExpression fence(u"```[ \\t]*(?:[A-Za-z0-9+#-]*\\n)?(.+?)\\n?```(?:[ \\t]*\\n)?"_s,
                                          QRegularExpression::DotMatchesEverythingOption);
    MessageText result;
    result.text.reserve(body.size());
    if (!body.contains(u"```"_s)) {
        LineReader(result).read(body);
    } else {
        qsizetype end = 0;
        for (auto matches = fence.globalMatch(body); matches.hasNext();) {
            const auto match = matches.next();
            const QStringView before = QStringView(body).sliced(end, match.capturedStart() - end);
            if (!before.isEmpty())
                LineReader(result).read(before);
            appendFence(result, match.captured(1));
            end = match.capturedEnd();
            if (end < body.size())
                result.text += u'\n';
        }
        LineReader(result).read(QStringView(body).sliced(end));
    }
    result.isLarge = countEmojiOnly(result.text, largestEmojiRun) > 0;
    return result;
}

const MessageText::Span *MessageText::linkAt(qsizetype position) const
{
    const auto found = std::find_if(spans.begin(), spans.end(), [position](const Span &span) {
        return span.styles.testFlag(Span::Link) && position >= span.start && position < span.end();
    });
    return found == spans.end() ? nullptr : &*found;
}

const MessageText::Block *MessageText::blockAt(qsizetype position) const
{
    const auto found = std::find_if(blocks.begin(), blocks.end(), [position](const Block &block) {
        return position >= block.start && position <= block.start + block.length;
    });
    return found == blocks.end() ? nullptr : &*found;
}

} // namespace confab
