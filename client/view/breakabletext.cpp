// SPDX-License-Identifier: Apache-2.0
#include "client/view/breakabletext.h"

#include <QTextBoundaryFinder>

namespace confab {
namespace {

constexpr int longWord = 20; ///< characters as a person counts them
constexpr int unbroken = 8; ///< of them, between two such places
constexpr QChar mayBreak{0x200b};

/// `word` has no place to end a line at.
QString brokenWord(const QString &word)
{
    QString broken;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, word);
    int count = 0;
    for (qsizetype from = 0, to = finder.toNextBoundary(); to >= 0; from = to, to = finder.toNextBoundary()) {
        if (count > 0 && count % unbroken == 0)
            broken += mayBreak;
        broken += QStringView(word).sliced(from, to - from);
        ++count;
    }
    return count > longWord ? broken : word;
}

} // namespace

QString breakable(const QString &text)
{
    if (text.size() <= longWord)
        return text;
    QString all;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Line, text);
    for (qsizetype from = 0, to = finder.toNextBoundary(); to >= 0; from = to, to = finder.toNextBoundary())
        all += brokenWord(text.sliced(from, to - from));
    return all;
}

} // namespace confab
