// SPDX-License-Identifier: Apache-2.0
#include "client/view/snippet.h"

#include "shared/core/bigrams.h"

#include <QTextBoundaryFinder>

namespace confab {
namespace {

constexpr qsizetype mostBefore = 20; ///< characters before the place: the lists are narrow
constexpr qsizetype keptBefore = 16; ///< when it is more

struct Range {
    qsizetype start = 0;
    qsizetype length = 0;
};

/// Where in `text` that lies which is `query` when both are folded. Folding changes lengths, so it is done a
/// character, as people see them, at a time.
Range find(const QString &text, const QString &query)
{
    QString folded;
    QList<qsizetype> origins; // Of each unit of `folded`: where its character begins in the text.
    QTextBoundaryFinder characters(QTextBoundaryFinder::Grapheme, text);
    qsizetype start = 0;
    while (characters.toNextBoundary() > 0) {
        const QStringView character = QStringView(text).mid(start, characters.position() - start);
        const QString unit = character == u" " ? character.toString() : foldedText(character);
        folded += unit;
        origins.insert(origins.size(), unit.size(), start);
        start = characters.position();
    }
    origins.append(text.size());
    const qsizetype place = folded.indexOf(query);
    if (place < 0 || query.isEmpty())
        return {};
    qsizetype end = place + query.size();
    while (end < folded.size() && origins.at(end) == origins.at(end - 1))
        ++end; // Half of a character that folds to two.
    return {origins.at(place), origins.at(end) - origins.at(place)};
}

} // namespace

Snippet Snippet::of(const QString &body, const QString &query)
{
    const QString text = body.simplified();
    const Range place = find(text, foldedText(query));
    if (place.length == 0 || place.start <= mostBefore)
        return {text, place.start, place.length};
    // At a word where there is one, else between characters.
    qsizetype cut = text.indexOf(u' ', place.start - keptBefore) + 1;
    if (cut == 0 || cut > place.start)
        cut = place.start;
    const QString ellipsis(QChar(u'…'));
    return {ellipsis + text.mid(cut), place.start - cut + ellipsis.size(), place.length};
}

} // namespace confab
