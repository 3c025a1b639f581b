// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/seeder.h"

#include "server/domain/movedstep.h"
#include "server/domain/passwordhasher.h"
#include "server/domain/randomid.h"
#include "server/storage/memberrepository.h"
#include "server/storage/migrator.h"

#include <QDir>
#include <QtEndian>

#include <algorithm>

namespace confab::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

constexpr qint64 messagesATransaction = 20'000;
constexpr qint64 messagesABatch = 500;
constexpr milliseconds span = hours(24 * 365);

/// A database that could be filled again need not be safe from a power cut while it is.
Result<void> hurry(Database &database)
{
    if (database.engine() != Engine::Sqlite)
        return {};
    if (auto done = database.execute(u"PRAGMA synchronous=OFF"_s); !done)
        return done;
    return database.execute(u"PRAGMA cache_size=-262144"_s);
}

} // namespace

QString seededName(int user)
{
    return u"user%1"_s.arg(user);
}

Seeder::Seeder(Database &database, const SeedPlan &plan)
    : m_database(database)
    , m_plan(plan)
    , m_phrases(plan.seed)
    , m_random(plan.seed)
    , m_now(time_point_cast<milliseconds>(system_clock::now()) - span)
    , m_step(std::max<qint64>(1, span.count() / std::max<qint64>(1, plan.messages)))
{ }

Result<void> Seeder::run(const std::function<void(qint64)> &progress)
{
    if (auto done = inTransaction([this] { return addAccounts(); }); !done)
        return done;
    if (auto done = inTransaction([this] { return addConversations(); }); !done)
        return done;
    if (auto done = addMessages(progress); !done)
        return done;
    return inTransaction([this]() -> Result<void> {
        for (Talk &talk : m_talks) {
            if (auto done = finish(talk); !done)
                return done;
        }
        return {};
    });
}

Result<void> Seeder::inTransaction(const std::function<Result<void>()> &work)
{
    if (auto begun = m_database.begin(); !begun)
        return begun;
    auto done = work();
    if (done)
        return m_database.commit();
    m_database.rollback();
    return done;
}

Result<void> Seeder::addAccounts()
{
    // One hash for all: their password is no secret, and hashing ten thousand takes long.
    const auto hash = PasswordHasher({.operations = 1, .memoryKib = 8}).hash(seededPassword);
    if (!hash)
        return hash.error();
    for (int user = 0; user < m_plan.users; ++user) {
        const auto id = AccountRepository(m_database)
                            .insert({.username = seededName(user),
                                     .displayName = m_phrases.personName(),
                                     .passwordHash = *hash,
                                     .createdAt = m_now});
        if (!id)
            return id.error();
        m_accounts.push_back(*id);
    }
    return {};
}

Result<void> Seeder::addConversations()
{
    const int reach = std::min(m_plan.partners / 2, m_plan.users / 2);
    for (int user = 0; user < m_plan.users; ++user) {
        for (int distance = 1; distance <= reach; ++distance) {
            const int other = (user + distance) % m_plan.users;
            // On a small ring the way round the other side leads to the same pair.
            if (m_plan.users == 2 * distance && user > other)
                continue;
            if (auto done = addConversation(user, other); !done)
                return done;
        }
    }
    std::shuffle(m_talks.begin() + 1, m_talks.end(), m_random);
    return {};
}

Result<void> Seeder::addConversation(int first, int second)
{
    const Talk talk{.row = {.id = newRandomId<ConversationId>(),
                            .change = Change(1),
                            .ownChange = Change(1),
                            .createdAt = m_now,
                            .updatedAt = m_now,
                            .moved = movedStep(m_now)},
                    .users = {first, second}};
    if (auto done = ConversationRepository(m_database)
                        .insertDirect(talk.row, m_accounts.at(size_t(first)), m_accounts.at(size_t(second)));
        !done)
        return done;
    for (const int user : talk.users) {
        const MemberRow member{.conversation = talk.row.id,
                               .account = m_accounts.at(size_t(user)),
                               .membership = newRandomId<MembershipId>(),
                               .change = talk.row.change};
        if (auto done = MemberRepository(m_database).insert(member); !done)
            return done;
    }
    m_talks.push_back(talk);
    return {};
}

Seeder::Talk &Seeder::nextTalk()
{
    // The share of all that the first x of the conversations have is the cube root of x.
    const double share = std::uniform_real_distribution<double>(0, 1)(m_random);
    const size_t index = size_t(double(m_talks.size()) * share * share * share);
    return m_talks.at(std::min(index, m_talks.size() - 1));
}

Result<void> Seeder::addMessages(const std::function<void(qint64)> &progress)
{
    for (qint64 count = 0; count < m_plan.messages;) {
        const qint64 end = std::min(m_plan.messages, count + messagesATransaction);
        auto done = inTransaction([&]() -> Result<void> {
            while (count < end) {
                const auto batch = nextMessages(std::min(end - count, messagesABatch));
                if (auto added = MessageRepository(m_database).insert(batch); !added)
                    return added;
                count += qint64(batch.size());
            }
            return {};
        });
        if (!done)
            return done;
        if (progress)
            progress(count);
    }
    return {};
}

std::vector<MessageRepository::New> Seeder::nextMessages(qint64 count)
{
    std::vector<MessageRepository::New> messages;
    while (qint64(messages.size()) < count) {
        Talk &talk = nextTalk();
        // People answer one another: some messages in a row, of one conversation.
        for (auto burst = 1 + m_random() % 12; burst > 0 && qint64(messages.size()) < count; --burst)
            messages.push_back(nextMessage(talk));
    }
    return messages;
}

MessageRepository::New Seeder::nextMessage(Talk &talk)
{
    m_now += m_step;
    const auto user = talk.users.at(m_random() % 2);
    talk.row.lastSeq = talk.row.lastSeq.next();
    talk.row.change = talk.row.change.next();
    talk.row.updatedAt = m_now;
    return {.message = {.conversation = talk.row.id,
                        .seq = talk.row.lastSeq,
                        .change = talk.row.change,
                        .clientId = newClientId(),
                        .sentAt = m_now,
                        .body = m_phrases.message()},
            .sender = m_accounts.at(size_t(user))};
}

Result<void> Seeder::finish(Talk &talk)
{
    const qint64 last = talk.row.lastSeq.value();
    for (const int user : talk.users) {
        talk.row.change = talk.row.change.next();
        const Seq read(std::max<qint64>(0, last - qint64(m_random() % 4)));
        const MemberRow member{.conversation = talk.row.id,
                               .account = m_accounts.at(size_t(user)),
                               .readSeq = read,
                               .ownReadSeq = read,
                               .deliveredSeq = talk.row.lastSeq,
                               .change = talk.row.change};
        if (auto done = MemberRepository(m_database).updateMarks(member); !done)
            return done;
    }
    const qint64 movedBefore = std::exchange(talk.row.moved, movedStep(talk.row.updatedAt));
    return ConversationRepository(m_database).advance(talk.row, movedBefore);
}

QUuid Seeder::newClientId()
{
    std::array<quint64, 2> parts{qToBigEndian(quint64(m_now.time_since_epoch().count()) << 16U | 0x7000U),
                                 qToBigEndian(m_random() >> 2U | quint64(1) << 63U)};
    return QUuid::fromRfc4122(QByteArrayView(reinterpret_cast<const char *>(parts.data()), sizeof parts));
}

Result<void> seedInstallation(const QString &url, const QString &dataDirectory, const SeedPlan &plan,
                              const std::function<void(qint64)> &progress)
{
    QDir().mkpath(dataDirectory);
    QFile::setPermissions(dataDirectory, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const Result<DatabaseUrl> where
        = url.isEmpty() ? DatabaseUrl::sqlite(dataDirectory + "/confab.db"_L1) : DatabaseUrl::parse(url);
    if (!where)
        return where.error();
    const auto database = Database::open(*where, Database::Access::Write);
    if (!database)
        return database.error();
    if (const auto migrated = Migrator(where->engine).migrate(**database); !migrated)
        return migrated.error();
    if (const auto hurried = hurry(**database); !hurried)
        return hurried;
    return Seeder(**database, plan).run(progress);
}

} // namespace confab::tests
