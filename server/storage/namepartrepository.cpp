// SPDX-License-Identifier: Apache-2.0
#include "server/storage/namepartrepository.h"

#include <algorithm>
#include <iterator>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 enoughToCount = 200; // a part that so many have is common
constexpr qint64 rareEnough = 50;

qsizetype endOfCodePoint(QStringView text, qsizetype start)
{
    const bool isPair = text[start].isHighSurrogate() && start + 1 < text.size();
    return start + (isPair ? 2 : 1);
}

} // namespace

QStringList NamePartRepository::partsOf(QStringView searchKey)
{
    QStringList parts;
    for (qsizetype start = 0; start < searchKey.size();) {
        const qsizetype middle = endOfCodePoint(searchKey, start);
        parts.append(searchKey.sliced(start, middle - start).toString());
        if (middle < searchKey.size())
            parts.append(searchKey.sliced(start, endOfCodePoint(searchKey, middle) - start).toString());
        start = middle;
    }
    std::sort(parts.begin(), parts.end());
    parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
    return parts;
}

Result<void> NamePartRepository::replace(AccountId account, const QString &usernameKey, QStringView before,
                                         QStringView after) const
{
    static const QString remove = u"DELETE FROM name_part WHERE part = :part AND username_key = :name"_s;
    static const QString add
        = u"INSERT INTO name_part (part, username_key, account_id) VALUES (:part, :name, :account)"_s;
    const QStringList old = partsOf(before);
    const QStringList now = partsOf(after);
    QStringList gone;
    QStringList come;
    std::set_difference(old.begin(), old.end(), now.begin(), now.end(), std::back_inserter(gone));
    std::set_difference(now.begin(), now.end(), old.begin(), old.end(), std::back_inserter(come));
    for (const QString &part : std::as_const(gone)) {
        if (const auto done = m_database.change(remove, {{":part", part}, {":name", usernameKey}}); !done)
            return done.error();
    }
    for (const QString &part : std::as_const(come)) {
        const auto done = m_database.change(
            add, {{":part", part}, {":name", usernameKey}, {":account", account.value()}});
        if (!done)
            return done.error();
    }
    return {};
}

Result<QString> NamePartRepository::rarestOf(QStringView query) const
{
    static const QString count = uR"(
        SELECT count(*) FROM (SELECT 1 FROM name_part WHERE part = :part LIMIT :limit) AS few)"_s;
    QStringList parts = partsOf(query);
    parts.removeIf([](const QString &part) { return endOfCodePoint(part, 0) == part.size(); });
    if (parts.size() < 2)
        return parts.isEmpty() ? query.toString() : parts.first();
    QString rarest;
    qint64 fewest = enoughToCount + 1;
    for (const QString &part : std::as_const(parts)) {
        auto rows = m_database.run(count, {{":part", part}, {":limit", enoughToCount}});
        if (!rows)
            return rows.error();
        const qint64 people = rows->next() ? rows->integer(0) : 0;
        if (people < fewest) {
            fewest = people;
            rarest = part;
        }
        if (fewest < rareEnough)
            break;
    }
    return rarest;
}

} // namespace confab
