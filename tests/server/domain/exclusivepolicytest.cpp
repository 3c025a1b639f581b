// SPDX-License-Identifier: Apache-2.0
#include "server/bus/eventbus.h"
#include "server/domain/conversationservice.h"
#include "server/domain/messagewriter.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

#include <QRandomGenerator>

#include <atomic>
#include <future>
#include <map>
#include <thread>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

namespace {

enum class Action { Start, Close, PostTo, PostIn };

/// Two nodes of one exclusive server, and people who do things by way of either.
class Nodes {
public:
    explicit Nodes(int people)
    {
        for (int i = 0; i < people; ++i)
            m_people.append(m_storage.person(u"p%1"_s.arg(i)));
        bus.subscribe([this](const Events &events) {
            const std::lock_guard lock(m_mutex);
            m_events.append(events);
        });
        // An embedded database has one node.
        for (int i = 0; i < (m_storage.url().isShared() ? 2 : 1); ++i) {
            m_writers.push_back(std::make_unique<Writer>(m_storage.url(), bus, 4));
            const bool started = bool(m_writers.back()->start());
            Q_ASSERT(started);
            m_posts.push_back(
                std::make_unique<MessageWriter>(*m_writers.back(), bus, conversations, m_storage.clock()));
        }
    }
    ~Nodes()
    {
        for (const auto &writer : m_writers)
            writer->stop();
    }

    [[nodiscard]] Database &database() { return m_storage.database(); }
    [[nodiscard]] const DatabaseUrl &url() const { return m_storage.url(); }
    [[nodiscard]] const Caller &person(int index) const { return m_people[index]; }
    /// All that was published so far.
    [[nodiscard]] Events events()
    {
        const std::lock_guard lock(m_mutex);
        return m_events;
    }

    /// The conversation that it happened in, or why it did not.
    Result<ConversationId> act(Action action, int self, int other, std::optional<ConversationId> between,
                               quint32 random)
    {
        Writer &writer = *m_writers[random % m_writers.size()];
        const Caller &caller = m_people[self];
        const QString &name = m_people[other].username;
        switch (action) {
        case Action::Start:
            return writer.run<ConversationId>(
                [&](Transaction &transaction) -> Result<ConversationId> {
                    const auto opened = conversations.start(transaction, caller, name, u"with"_s);
                    return opened ? Result<ConversationId>(opened->access.conversation.id)
                                  : Result<ConversationId>(opened.error());
                },
                random % writer.lanes());
        case Action::Close:
            return writer.run<ConversationId>(
                [&](Transaction &transaction) -> Result<ConversationId> {
                    const auto closed = conversations.close(transaction, caller, *between);
                    return closed ? Result<ConversationId>(closed->id)
                                  : Result<ConversationId>(closed.error());
                },
                writer.laneOf(*between));
        case Action::PostTo:
            return post(random, {.caller = caller, .to = name});
        case Action::PostIn:
            return post(random, {.caller = caller, .conversation = *between});
        }
        Q_UNREACHABLE();
    }

    LocalEventBus bus;

private:
    Result<ConversationId> post(quint32 random, Post post)
    {
        post.clientId = QUuid::createUuid();
        post.body = u"hello"_s;
        std::promise<Result<Posted>> promise;
        auto future = promise.get_future();
        m_posts[random % m_posts.size()]->post(
            std::move(post), [&](const Result<Posted> &posted) { promise.set_value(posted); });
        const auto posted = future.get();
        return posted ? Result<ConversationId>(posted->message.conversation)
                      : Result<ConversationId>(posted.error());
    }

    StorageFixture m_storage;
    const ConversationService conversations{m_storage.clock(), ConversationPolicy::Exclusive};
    QList<Caller> m_people;
    std::vector<std::unique_ptr<Writer>> m_writers;
    std::vector<std::unique_ptr<MessageWriter>> m_posts;
    std::mutex m_mutex;
    Events m_events; // guarded by m_mutex
};

/// The conversation between each two and who is in which, as the protocol says it; nothing of a database.
class Model {
public:
    [[nodiscard]] std::optional<ErrorCode> expect(Action action, int self, int other)
    {
        const Pair pair = std::minmax(self, other);
        const bool isElsewhere = (m_active.count(self) && m_active[self] != pair)
            || (m_active.count(other) && m_active[other] != pair);
        const bool isOpen = m_active.count(self) && m_active[self] == pair;
        switch (action) {
        case Action::Close:
            if (isOpen) {
                m_active.erase(self);
                m_active.erase(other);
            }
            return std::nullopt;
        case Action::PostIn:
            return isOpen ? std::nullopt : std::optional(ErrorCode::ConversationClosed);
        case Action::PostTo:
            if (isElsewhere)
                return ErrorCode::ConversationActive;
            if (knows(self, other) && !isOpen)
                return ErrorCode::ConversationClosed;
            break;
        case Action::Start:
            if (isElsewhere)
                return ErrorCode::ConversationActive;
        }
        m_active[self] = m_active[other] = pair;
        return std::nullopt;
    }
    [[nodiscard]] bool knows(int self, int other) const { return id(self, other).has_value(); }
    [[nodiscard]] std::optional<ConversationId> id(int self, int other) const
    {
        const auto found = m_ids.find(std::minmax(self, other));
        return found == m_ids.end() ? std::nullopt : std::optional(found->second);
    }
    void setId(int self, int other, ConversationId id) { m_ids[std::minmax(self, other)] = id; }
    [[nodiscard]] qint64 active() const { return qint64(m_active.size()); }

private:
    using Pair = std::pair<int, int>;
    std::map<Pair, ConversationId> m_ids;
    std::map<int, Pair> m_active;
};

qint64 one(Database &database, const QString &sql)
{
    auto rows = database.run(sql);
    return rows && rows->next() ? rows->integer(0) : -1;
}

/// How many people are in more than one open direct conversation.
qint64 torn(Database &database)
{
    static const QString sql = uR"(
        SELECT count(*) FROM (
            SELECT m.account_id
              FROM member m JOIN conversation c ON c.id = m.conversation_id
             WHERE c.kind = 0 AND c.state = 0
             GROUP BY m.account_id
            HAVING count(*) > 1) torn)"_s;
    return one(database, sql);
}

/// How many people are in an open one without being noted as active there, or the other way.
qint64 unequal(Database &database)
{
    static const QString noted = u"SELECT count(*) FROM active_conversation"_s;
    static const QString open = uR"(
        SELECT count(*) FROM member m JOIN conversation c ON c.id = m.conversation_id
         WHERE c.kind = 0 AND c.state = 0)"_s;
    static const QString both = uR"(
        SELECT count(*)
          FROM member m JOIN conversation c ON c.id = m.conversation_id
               JOIN active_conversation a ON a.account_id = m.account_id AND a.conversation_id = c.id
         WHERE c.kind = 0 AND c.state = 0)"_s;
    const qint64 shared = one(database, both);
    return std::abs(one(database, noted) - shared) + std::abs(one(database, open) - shared);
}

std::pair<int, int> two(QRandomGenerator &random, int people)
{
    const int self = random.bounded(people);
    const int other = (self + 1 + random.bounded(people - 1)) % people;
    return {self, other};
}

} // namespace

/// Nobody is ever in two active conversations, whatever is asked in which order and at the same time.
class ExclusivePolicyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithASmallModel()
    {
        constexpr int people = 5;
        Nodes nodes(people);
        Model model;
        const quint32 seed = QRandomGenerator::global()->generate();
        QRandomGenerator random(seed);
        const int steps = nodes.url().isShared() ? 600 : 2000; // a commit on a server takes its time
        for (int step = 0; step < steps; ++step) {
            const auto [self, other] = two(random, people);
            auto action = Action(random.bounded(4));
            if (!model.knows(self, other) && (action == Action::Close || action == Action::PostIn))
                action = Action::Start;
            const auto between = model.id(self, other);
            const auto expected = model.expect(action, self, other);
            const auto answer = nodes.act(action, self, other, between, random.generate());
            const QByteArray where
                = "seed " + QByteArray::number(seed) + ", step " + QByteArray::number(step);
            QVERIFY2(answer.operator bool() != expected.has_value(), where);
            if (expected)
                QVERIFY2(answer.error().code == *expected, where);
            else if (between)
                QVERIFY2(*answer == *between, where);
            else
                model.setId(self, other, *answer);
            QVERIFY2(torn(nodes.database()) == 0 && unequal(nodes.database()) == 0, where);
            QVERIFY2(one(nodes.database(), countActive) == model.active(), where);
        }
    }

    void holdsWhileAllActAtOnce()
    {
        constexpr int people = 6;
        Nodes nodes(people);
        std::atomic<bool> done = false;
        std::atomic<qint64> looks = 0;
        std::atomic<qint64> broken = 0;
        std::thread watcher([&] {
            const auto reader = Database::open(nodes.url(), Database::Access::Read);
            while (!done || looks == 0) {
                const auto snapshot = Snapshot::begin(**reader);
                broken += torn(**reader) + unequal(**reader);
                ++looks;
            }
        });
        std::vector<std::future<int>> others;
        for (int self = 0; self < people; ++self)
            others.push_back(std::async(std::launch::async, [&, self] { return live(nodes, self, people); }));
        int posted = 0;
        for (auto &other : others)
            posted += other.get();
        done = true;
        watcher.join();
        QCOMPARE(broken.load(), 0);
        QCOMPARE(torn(nodes.database()) + unequal(nodes.database()), 0);
        QVERIFY(posted > 0);
        QCOMPARE(one(nodes.database(), countMessages), posted);
        checkHistory(nodes.events());
    }

private:
    static inline const QString countActive = u"SELECT count(*) FROM active_conversation"_s;
    static inline const QString countMessages = u"SELECT count(*) FROM message"_s;

    /// What one person does; how many messages of it were accepted, -10,000 for an answer that cannot be.
    static int live(Nodes &nodes, int self, int people)
    {
        QRandomGenerator random(QRandomGenerator::global()->generate());
        QHash<int, ConversationId> known;
        int posted = 0;
        const int steps = nodes.url().isShared() ? 150 : 400;
        for (int step = 0; step < steps; ++step) {
            const int other = (self + 1 + random.bounded(people - 1)) % people;
            auto action = Action(random.bounded(4));
            const auto between = known.constFind(other);
            const bool isKnown = between != known.constEnd();
            if (!isKnown && (action == Action::Close || action == Action::PostIn))
                action = Action::Start;
            const auto answer = nodes.act(
                action, self, other, isKnown ? std::optional(*between) : std::nullopt, random.generate());
            const bool isPost = action == Action::PostTo || action == Action::PostIn;
            if (!answer && !mayBe(answer.error().code, isPost, action == Action::Close))
                return -10'000;
            if (answer && isKnown && *answer != *between)
                return -10'000; // never a second one for the same two
            if (answer)
                known.insert(other, *answer);
            posted += answer && isPost ? 1 : 0;
        }
        return posted;
    }
    static bool mayBe(ErrorCode code, bool isPost, bool isClose)
    {
        return code == ErrorCode::Unavailable // too many met; nothing was done
            || (code == ErrorCode::ConversationActive && !isClose)
            || (code == ErrorCode::ConversationClosed && isPost);
    }
    /// In each conversation the numbers have no hole, and what was said was said while it was open.
    static void checkHistory(const Events &events)
    {
        enum class What { Opened, Closed, Said };
        std::map<ConversationId, std::map<Change, What>> histories;
        for (const Event &event : events) {
            if (const auto *said = std::get_if<MessageChanged>(&event))
                histories[said->message.conversation][said->message.change] = What::Said;
            if (const auto *changed = std::get_if<ConversationChanged>(&event)) {
                const Conversation &view = changed->views[0].conversation;
                histories[view.id][view.change]
                    = view.state == ConversationState::Open ? What::Opened : What::Closed;
            }
        }
        for (const auto &[id, history] : histories) {
            QCOMPARE(history.rbegin()->first.value(), qint64(history.size()));
            bool isOpen = false;
            for (const auto &[change, what] : history) {
                QVERIFY(isOpen == (what != What::Opened));
                isOpen = what != What::Closed;
            }
        }
    }
};

CONFAB_TEST(ExclusivePolicyTest)
#include "exclusivepolicytest.moc"
