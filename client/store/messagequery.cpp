// SPDX-License-Identifier: Apache-2.0
#include "client/store/messagequery.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>

namespace confab {

using namespace Qt::StringLiterals;
using Filter = MessageQuery::Filter;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(confab::MessageQuery)
};

constexpr std::array all{Filter::From, Filter::In, Filter::Before, Filter::After, Filter::Has};

QString english(Filter filter)
{
    switch (filter) {
    case Filter::From:
        return u"from:"_s;
    case Filter::In:
        return u"in:"_s;
    case Filter::Before:
        return u"before:"_s;
    case Filter::After:
        return u"after:"_s;
    case Filter::Has:
        return u"has:"_s;
    }
    Q_UNREACHABLE();
}

/// One part of what is typed: a word, or a filter with its value.
struct Part {
    QString text;
    std::optional<Filter> filter = {};
    QString value = {};
};

std::optional<Filter> filterOf(const QString &part)
{
    for (const Filter filter : all) {
        for (const QString &word : {english(filter), MessageQuery::word(filter)}) {
            if (part.startsWith(word, Qt::CaseInsensitive))
                return filter;
        }
    }
    return std::nullopt;
}

/// At blanks, but for those in the quotes of a filter's value.
QList<Part> partsOf(const QString &typed)
{
    QList<Part> parts;
    for (qsizetype at = 0; at < typed.size();) {
        if (typed[at].isSpace()) {
            ++at;
            continue;
        }
        const qsizetype start = at;
        const auto filter = filterOf(typed.mid(at));
        const qsizetype colon = filter ? typed.indexOf(u':', at) + 1 : at;
        const bool isQuoted = filter && colon < typed.size() && typed[colon] == u'"';
        at = isQuoted ? typed.indexOf(u'"', colon + 1) : colon;
        while (!isQuoted && at < typed.size() && !typed[at].isSpace())
            ++at;
        at = at < 0 ? typed.size() : at + (isQuoted ? 1 : 0);
        Part part{typed.mid(start, at - start), filter, {}};
        if (filter)
            part.value = typed.mid(colon, at - colon).remove(u'"').trimmed();
        parts.append(part);
    }
    return parts;
}

std::optional<QDate> dayOf(const QString &value)
{
    for (const QString &format : {u"yyyy-MM-dd"_s, u"yyyy-MM"_s, u"yyyy"_s}) {
        if (const QDate day = QDate::fromString(value, format); day.isValid())
            return day;
    }
    return std::nullopt;
}

bool isFileWord(const QString &value)
{
    return value.compare("file"_L1, Qt::CaseInsensitive) == 0
        || value.compare(MessageQuery::fileWord(), Qt::CaseInsensitive) == 0;
}

} // namespace

QString MessageQuery::word(Filter filter)
{
    switch (filter) {
    case Filter::From:
        //: The beginning of a search filter, with its colon: messages of this person.
        return Text::tr("from:");
    case Filter::In:
        //: The beginning of a search filter, with its colon: messages in this conversation.
        return Text::tr("in:");
    case Filter::Before:
        //: The beginning of a search filter, with its colon: messages before this day.
        return Text::tr("before:");
    case Filter::After:
        //: The beginning of a search filter, with its colon: messages on this day or later.
        return Text::tr("after:");
    case Filter::Has:
        //: The beginning of a search filter, with its colon: messages that hold a file.
        return Text::tr("has:");
    }
    Q_UNREACHABLE();
}

QString MessageQuery::fileWord()
{
    //: The value of the search filter "has:"
    return Text::tr("file");
}

MessageQuery MessageQuery::parse(const QString &typed)
{
    MessageQuery query;
    QStringList words;
    const QList<Part> parts = partsOf(typed);
    for (const Part &part : parts) {
        if (!part.filter) {
            words.append(part.text);
            continue;
        }
        query.hasFilters = true;
        if (part.filter == Filter::From)
            query.from = part.value;
        else if (part.filter == Filter::In)
            query.in = part.value;
        else if (part.filter == Filter::Has)
            query.hasFile = isFileWord(part.value);
        else
            (part.filter == Filter::Before ? query.before : query.after) = dayOf(part.value);
    }
    query.text = query.hasFilters ? words.join(u' ') : typed.trimmed();
    return query;
}

QString MessageQuery::withFilter(const QString &typed, Filter filter, const QString &value)
{
    QStringList words;
    const QList<Part> parts = partsOf(typed);
    for (const Part &part : parts) {
        if (part.filter != filter)
            words.append(part.text);
    }
    const bool isQuoted = value.contains(u' ');
    words.append(word(filter) + (isQuoted ? u'"' + value + u'"' : value));
    return words.join(u' ');
}

} // namespace confab
