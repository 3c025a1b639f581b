// SPDX-License-Identifier: Apache-2.0
#include "client/view/emojitable.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

bool hasWord(const QString &name, const QString &word)
{
    for (qsizetype at = name.indexOf(word); at >= 0; at = name.indexOf(word, at + 1)) {
        if (at == 0 || !name[at - 1].isLetterOrNumber())
            return true;
    }
    return false;
}

} // namespace

EmojiTable::EmojiTable()
{
    QFile file(u":/emoji/names.txt"_s);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QString text = QString::fromUtf8(file.readAll());
    for (const QStringView line : QStringView(text).split(u'\n')) {
        const qsizetype blank = line.indexOf(u' ');
        if (blank > 0 && line.front() != u'#')
            m_all.append({line.first(blank).toString(), line.sliced(blank + 1).toString()});
    }
}

QList<Emoji> EmojiTable::find(const QString &query) const
{
    const QStringList words = query.toLower().split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return m_all;
    QList<Emoji> found;
    for (const Emoji &emoji : m_all) {
        const bool fits = std::all_of(words.begin(), words.end(),
                                      [&](const QString &word) { return hasWord(emoji.name, word); });
        if (fits)
            found.append(emoji);
    }
    std::stable_partition(found.begin(), found.end(),
                          [&](const Emoji &emoji) { return emoji.name.startsWith(words.first()); });
    return found;
}

QString EmojiTable::nameOf(const QString &emoji) const
{
    const auto found
        = std::find_if(m_all.begin(), m_all.end(), [&](const Emoji &known) { return known.text == emoji; });
    return found == m_all.end() ? QString() : found->name;
}

} // namespace confab
