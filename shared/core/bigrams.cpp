// SPDX-License-Identifier: Apache-2.0
#include "shared/core/bigrams.h"

#include "shared/core/text.h"

#include <QSet>

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

bool isBlank(char32_t c)
{
    return QChar::isSpace(c) || QChar::category(c) == QChar::Other_Control;
}

bool isInvisible(char32_t c)
{
    const bool isVariationSelector = (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
    return isVariationSelector || QChar::category(c) == QChar::Other_Format;
}

/// Whether it is folded but for case and compatibility: most texts are.
bool isPlain(QStringView text)
{
    const auto isOdd = [](QChar c) { return c.unicode() < 0x20 || c.unicode() > 0x7E; };
    return std::none_of(text.begin(), text.end(), isOdd) && !text.contains(QStringView(u"  "));
}

char32_t codePointAt(QStringView text, qsizetype &position)
{
    const QChar c = text[position++];
    if (c.isHighSurrogate() && position < text.size() && text[position].isLowSurrogate())
        return QChar::surrogateToUcs4(c, text[position++]);
    return c.unicode();
}

void appendFolded(QString &out, char32_t c)
{
    // Unicode folds it to two letters; QString::toCaseFolded maps one to one.
    if (c == U'ß') {
        out.append("ss"_L1);
        return;
    }
    for (const char16_t unit : QChar::fromUcs4(c))
        out.append(QChar(unit));
}

/// Two digits for Latin, four for most scripts, six beyond.
void appendHex(QByteArray &out, char32_t c)
{
    const int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 6;
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
        out.append("0123456789abcdef"[(c >> shift) & 0xF]);
}

} // namespace

QByteArray Bigram::token() const
{
    QByteArray out;
    out.reserve(12);
    appendHex(out, first);
    appendHex(out, second);
    return out;
}

QString foldedText(QStringView text)
{
    QString key = searchKey(text);
    if (isPlain(key))
        return key;
    QString out;
    out.reserve(key.size());
    bool isGap = false;
    for (qsizetype position = 0; position < key.size();) {
        const char32_t c = codePointAt(key, position);
        if (isInvisible(c))
            continue;
        if (isBlank(c)) {
            isGap = !out.isEmpty();
            continue;
        }
        if (std::exchange(isGap, false))
            out.append(u' ');
        appendFolded(out, c);
    }
    return out;
}

void visitBigrams(QStringView folded, const std::function<void(Bigram)> &visit)
{
    char32_t previous = U' ';
    for (qsizetype position = 0; position < folded.size();) {
        const char32_t c = codePointAt(folded, position);
        if (c != U' ' && previous != U' ')
            visit({previous, c});
        previous = c;
    }
}

QByteArrayList bigramsOf(QStringView text)
{
    QByteArrayList tokens;
    QSet<QByteArray> seen;
    visitBigrams(foldedText(text), [&](Bigram bigram) {
        const QByteArray token = bigram.token();
        const qsizetype before = seen.size();
        if (seen.insert(token); seen.size() > before)
            tokens.append(token);
    });
    return tokens;
}

QByteArrayList bigramQuery(QStringView query)
{
    return bigramsOf(query);
}

bool containsText(QStringView foldedText, QStringView foldedQuery)
{
    return foldedText.contains(foldedQuery);
}

} // namespace confab
