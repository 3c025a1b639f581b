// SPDX-License-Identifier: Apache-2.0
#include "client/store/mention.h"

#include "shared/core/limits.h"
#include "shared/core/text.h"

namespace confab {
namespace {

bool isNameSign(QChar c)
{
    return (c.unicode() < 128 && c.isLetterOrNumber()) || QStringView(u"._-").contains(c);
}

/// What a sentence puts behind a name.
bool isPunctuation(QChar c)
{
    return QStringView(u"._-").contains(c);
}

bool joins(QChar c)
{
    return c.isLetterOrNumber() || c == u'@';
}

} // namespace

qsizetype Mention::lengthAt(QStringView line, qsizetype at)
{
    if (at > 0 && (joins(line[at - 1]) || QStringView(u"_/").contains(line[at - 1])))
        return 0;
    qsizetype end = at + 1;
    while (end < line.size() && isNameSign(line[end]))
        ++end;
    if (end < line.size() && joins(line[end]))
        return 0;
    qsizetype name = end - at - 1;
    while (name > 0 && isPunctuation(line[at + name]))
        --name;
    return name >= Limits::usernameMin && name <= Limits::usernameMax ? end - at : 0;
}

QList<Mention> Mention::in(const MessageText &text, const IsMember &isMember)
{
    QList<Mention> mentions;
    for (const MessageText::Span &span : text.spans) {
        if (!span.styles.testFlag(MessageText::Span::Mention))
            continue;
        QString name = text.text.mid(span.start + 1, span.length - 1);
        while (!isMember(name) && !name.isEmpty() && isPunctuation(name.back()))
            name.chop(1);
        if (isMember(name))
            mentions.append({span.start, name.size() + 1, name});
    }
    return mentions;
}

void Mention::mark(MessageText &text, const QStringList &members, const QString &self)
{
    using Span = MessageText::Span;
    const QList<Mention> mentions
        = in(text, [&](const QString &name) { return members.contains(name, Qt::CaseInsensitive); });
    qsizetype next = 0;
    for (Span &span : text.spans) {
        if (!span.styles.testFlag(Span::Mention))
            continue;
        const bool isReal = next < mentions.size() && mentions.at(next).start == span.start;
        span.styles.setFlag(Span::Mention, isReal);
        if (!isReal)
            continue;
        span.length = mentions.at(next).length;
        const QString &name = mentions.at(next++).username;
        span.styles.setFlag(Span::OwnMention, name.compare(self, Qt::CaseInsensitive) == 0);
    }
}

bool Mention::isIn(const QString &body, const QString &username)
{
    const QString key = usernameKey(username);
    if (!body.contains(u'@') || !body.contains(u'@' + username, Qt::CaseInsensitive))
        return false;
    return !in(MessageText::fromBody(body), [&](const QString &name) {
                return usernameKey(name) == key;
            }).isEmpty();
}

} // namespace confab
