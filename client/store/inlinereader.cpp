// SPDX-License-Identifier: Apache-2.0
#include "client/store/inlinereader.h"

#include "client/store/confablink.h"
#include "client/store/mention.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

using Span = MessageText::Span;

constexpr QStringView signsText{u"\\`*_~[]()>-.@"};

struct Sign {
    QStringView text;
    Span::Style style;
};

/// The longer first.
constexpr std::array<Sign, 5> signs{{{u"**", Span::Bold},
                                     {u"__", Span::Bold},
                                     {u"~~", Span::Struck},
                                     {u"*", Span::Italic},
                                     {u"_", Span::Italic}}};

/// What may stand at the end of an address but seldom belongs to it.
qsizetype withoutPunctuation(QStringView address)
{
    qsizetype length = address.size();
    qsizetype unopened = address.count(u')') - address.count(u'(');
    while (length > 0) {
        const QChar last = address[length - 1];
        const bool closes = last == u')' && unopened > 0;
        if (!closes && !QStringView(u".,;:!?'\"*_~").contains(last))
            break;
        unopened -= closes ? 1 : 0;
        --length;
    }
    return length;
}

/// An address of the web, or a link of Confab's own, as a URL; invalid when it is neither.
QUrl webUrl(QStringView address)
{
    QUrl url(address.toString(), QUrl::StrictMode);
    if (url.scheme() == ConfabLink::scheme)
        return ConfabLink::parse(address.toString()) ? url : QUrl();
    const bool isWeb = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    return url.isValid() && isWeb && !url.host().isEmpty() ? url : QUrl();
}

bool isWord(QStringView line, qsizetype at)
{
    return at >= 0 && at < line.size() && line[at].isLetterOrNumber();
}

bool isBlank(QStringView line, qsizetype at)
{
    return at < 0 || at >= line.size() || line[at].isSpace();
}

bool opens(QStringView line, qsizetype at, QStringView sign)
{
    return line.sliced(at).startsWith(sign) && !isWord(line, at - 1) && !isBlank(line, at + sign.size());
}

/// Where `sign` closes what begins at `from`; -1 when it does nowhere.
qsizetype closing(QStringView line, qsizetype from, QStringView sign)
{
    for (qsizetype at = line.indexOf(sign, from + 1); at >= 0; at = line.indexOf(sign, at + 1)) {
        // The last of a row of the same signs: **bold *and italic***. Two close no single one.
        const qsizetype first = at;
        while (at + sign.size() < line.size() && line[at + sign.size()] == sign.front())
            ++at;
        if (sign.size() == 1 && at == first + 1)
            continue;
        const bool isEscaped = line[at - 1] == u'\\';
        if (!isEscaped && !isBlank(line, at - 1) && !isWord(line, at + sign.size()))
            return at;
    }
    return -1;
}

bool beginsAddress(QStringView line)
{
    return line.startsWith("http://"_L1, Qt::CaseInsensitive)
        || line.startsWith("https://"_L1, Qt::CaseInsensitive)
        || line.startsWith("confab://"_L1, Qt::CaseInsensitive);
}

/// Whether it is worth looking closer; most letters begin nothing.
bool canBegin(QStringView line, qsizetype at)
{
    switch (line[at].unicode()) {
    case u'\\':
        return at + 1 < line.size() && signsText.contains(line[at + 1]);
    case u'`':
        return line.indexOf(u'`', at + 1) > at + 1;
    case u'[':
        return line.indexOf(u"](", at + 1) > 0;
    case u'@':
        return Mention::lengthAt(line, at) > 0;
    case u'c':
    case u'C':
    case u'h':
    case u'H':
        return !isWord(line, at - 1) && beginsAddress(line.sliced(at));
    case u'*':
    case u'_':
    case u'~':
        return !isWord(line, at - 1);
    default:
        return false;
    }
}

} // namespace

void InlineReader::read(QStringView line, Span::Styles styles, int depth)
{
    qsizetype plain = 0; // from here on nothing is written yet
    for (qsizetype at = 0; at < line.size();) {
        if (!canBegin(line, at)) {
            ++at;
            continue;
        }
        const qsizetype size = m_result.text.size();
        const qsizetype spans = m_result.spans.size();
        append(line.sliced(plain, at - plain), styles);
        const qsizetype end = special(line, at, styles, depth);
        if (end > at) {
            plain = at = end;
            continue;
        }
        m_result.text.truncate(size);
        m_result.spans.resize(spans);
        ++at;
    }
    append(line.sliced(plain), styles);
}

qsizetype InlineReader::special(QStringView line, qsizetype at, Span::Styles styles, int depth)
{
    const QChar c = line[at];
    if (c == u'\\') {
        append(line.sliced(at + 1, 1), styles);
        return at + 2;
    }
    if (c == u'`')
        return code(line, at, styles);
    if (c == u'@') {
        const qsizetype length = Mention::lengthAt(line, at);
        append(line.sliced(at, length), styles | Span::Mention);
        return at + length;
    }
    if (c == u'[')
        return namedLink(line, at, styles);
    if (QStringView(u"hHcC").contains(c))
        return address(line, at, styles);
    return depth < mostNested ? emphasis(line, at, styles, depth) : at;
}

qsizetype InlineReader::code(QStringView line, qsizetype at, Span::Styles styles)
{
    const qsizetype end = line.indexOf(u'`', at + 1);
    if (end <= at + 1)
        return at;
    append(line.sliced(at + 1, end - at - 1), styles | Span::Code);
    return end + 1;
}

qsizetype InlineReader::namedLink(QStringView line, qsizetype at, Span::Styles styles)
{
    const qsizetype middle = line.indexOf(u"](", at + 1);
    const qsizetype end = middle < 0 ? -1 : line.indexOf(u')', middle + 2);
    if (end < 0 || styles.testFlag(Span::Link))
        return at;
    const QStringView name = line.sliced(at + 1, middle - at - 1);
    if (name.trimmed().isEmpty() || name.contains(u'['))
        return at;
    const QUrl url = webUrl(line.sliced(middle + 2, end - middle - 2));
    if (!url.isValid())
        return at;
    append(name, styles | Span::Link, url);
    return end + 1;
}

qsizetype InlineReader::address(QStringView line, qsizetype at, Span::Styles styles)
{
    if (isWord(line, at - 1) || !beginsAddress(line.sliced(at)) || line.begin() + at < m_noAddress)
        return at;
    const auto isEnd = [](QChar c) { return c.isSpace() || QStringView(u"<>\"`").contains(c); };
    const QStringView rest = line.sliced(at);
    const QStringView all = rest.first(std::find_if(rest.begin(), rest.end(), isEnd) - rest.begin());
    const qsizetype length = withoutPunctuation(all);
    const QUrl url = webUrl(all.first(length));
    if (!url.isValid()) {
        m_noAddress = all.end(); // Nor is what looks like another within it.
        return at;
    }
    append(all.first(length), styles | Span::Link, url);
    return at + length;
}

qsizetype InlineReader::emphasis(QStringView line, qsizetype at, Span::Styles styles, int depth)
{
    for (size_t i = 0; i < signs.size(); ++i) {
        const auto &[sign, style] = signs[i];
        if (m_unclosed[i] == line.end() || !opens(line, at, sign))
            continue;
        const qsizetype from = at + sign.size();
        const qsizetype end = closing(line, from, sign);
        if (end < 0) {
            m_unclosed[i] = line.end(); // Nor is any that opens later.
            continue;
        }
        read(line.sliced(from, end - from), styles | style, depth + 1);
        return end + sign.size();
    }
    return at;
}

void InlineReader::append(QStringView text, Span::Styles styles, const QUrl &url)
{
    if (text.isEmpty())
        return;
    if (styles)
        m_result.spans.append({styles, m_result.text.size(), text.size(), url});
    m_result.text += text;
}

} // namespace confab
