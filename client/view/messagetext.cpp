// SPDX-License-Identifier: Apache-2.0
#include "client/view/messagetext.h"

#include <QRegularExpression>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr int largestEmojiRun = 6;

/// What may stand at the end of an address but seldom belongs to it.
qsizetype withoutPunctuation(QStringView address)
{
    qsizetype length = address.size();
    while (length > 0) {
        const QChar last = address[length - 1];
        const bool closes
            = last == u')' && address.first(length).count(u'(') < address.first(length).count(u')');
        if (!closes && !u".,;:!?'\"*_"_s.contains(last))
            break;
        --length;
    }
    return length;
}

void appendLinks(MessageText &result, const QString &plain)
{
    static const QRegularExpression address(u"\\bhttps?://[^\\s<>\"`]+"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    const qsizetype offset = result.text.size();
    for (auto matches = address.globalMatch(plain); matches.hasNext();) {
        const auto match = matches.next();
        const qsizetype length = withoutPunctuation(match.capturedView());
        const QUrl url(match.captured().first(length), QUrl::StrictMode);
        if (url.isValid() && !url.host().isEmpty())
            result.spans.append({MessageText::Span::Kind::Link, offset + match.capturedStart(), length, url});
    }
    result.text += plain;
}

void appendCode(MessageText &result, const QString &code)
{
    result.spans.append({MessageText::Span::Kind::Code, result.text.size(), code.size()});
    result.text += code;
}

struct Range {
    char32_t first;
    char32_t last;
};

/// Blocks whose characters are shown as pictures by default or with U+FE0F after them.
constexpr std::array emojiRanges{Range{0x203C, 0x203C},   Range{0x2049, 0x2049},   Range{0x2139, 0x2139},
                                 Range{0x2194, 0x21AA},   Range{0x231A, 0x23FF},   Range{0x25AA, 0x25FE},
                                 Range{0x2600, 0x27BF},   Range{0x2934, 0x2935},   Range{0x2B05, 0x2B55},
                                 Range{0x3030, 0x303D},   Range{0x1F004, 0x1F004}, Range{0x1F0CF, 0x1F0CF},
                                 Range{0x1F170, 0x1F251}, Range{0x1F300, 0x1FAFF}};

bool isEmojiCluster(QStringView cluster)
{
    const auto points = cluster.toUcs4();
    const bool keycap = points.contains(0x20E3);
    const char32_t first = points.value(0);
    const bool picture = std::ranges::any_of(
        emojiRanges, [first](Range range) { return first >= range.first && first <= range.last; });
    return keycap || picture;
}

} // namespace

MessageText MessageText::fromBody(const QString &body)
{
    // A fence stands on lines of its own; the line break after it belongs to it.
    static const QRegularExpression code(u"```[ \\t]*(?:[A-Za-z0-9+#-]*\\n)?(.+?)\\n?```|`([^`\\n]+)`"_s,
                                         QRegularExpression::DotMatchesEverythingOption);
    MessageText result;
    qsizetype end = 0;
    for (auto matches = code.globalMatch(body); matches.hasNext();) {
        const auto match = matches.next();
        appendLinks(result, body.mid(end, match.capturedStart() - end));
        appendCode(result, match.captured(1).isEmpty() ? match.captured(2) : match.captured(1));
        end = match.capturedEnd();
    }
    appendLinks(result, body.mid(end));
    result.isLarge = isEmojiOnly(result.text);
    return result;
}

QUrl MessageText::linkAt(qsizetype position) const
{
    for (const Span &span : spans) {
        if (position >= span.start && position < span.start + span.length)
            return span.url;
    }
    return {};
}

bool isEmojiOnly(QStringView text)
{
    // No emoji sequence is longer than this; spares the boundary finder a long text.
    if (text.isEmpty() || text.size() > largestEmojiRun * 16)
        return false;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text.data(), text.size());
    int count = 0;
    qsizetype start = 0;
    while (finder.toNextBoundary() > 0) {
        const QStringView cluster = text.mid(start, finder.position() - start);
        start = finder.position();
        if (cluster.trimmed().isEmpty())
            continue;
        if (!isEmojiCluster(cluster) || ++count > largestEmojiRun)
            return false;
    }
    return count > 0;
}

} // namespace confab
