// SPDX-License-Identifier: Apache-2.0
#include "server/bus/rediseventbus.h"
#include "tests/shared/protocol/samples.h"
#include "tests/support/redisserver.h"
#include "tests/support/testcase.h"

#include <QTcpServer>

#include <atomic>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

namespace {

const AccountId ada(10);
const AccountId grace(11);

MessageChanged message(int seq, const QList<AccountId> &members = {ada, grace})
{
    Message one = sampleMessage();
    one.seq = Seq(seq);
    one.change = Change(seq);
    return {one, {.members = members}};
}

/// One node: its bus, and all it was told.
class Node {
public:
    Node(const QString &url, int id, const QString &epoch = u"epoch"_s)
        : m_bus(*RedisUrl::parse(url), NodeId(id))
        , m_epoch(epoch)
    {
        m_bus.subscribe([this](const Events &events) {
            const std::lock_guard lock(m_mutex);
            m_events.append(events);
        });
    }
    ~Node() { m_bus.stop(); }

    [[nodiscard]] Result<void> start() { return m_bus.start(m_epoch); }
    [[nodiscard]] RedisEventBus &bus() { return m_bus; }
    /// Listens, and waits until it is so.
    [[nodiscard]] bool listenFor(AccountId account)
    {
        auto listens = std::make_shared<std::atomic<bool>>(false);
        m_bus.listenFor(account, [listens] { *listens = true; });
        return QTest::qWaitFor([&] { return listens->load(); });
    }
    template <typename T>
    [[nodiscard]] QList<T> told()
    {
        const std::lock_guard lock(m_mutex);
        QList<T> found;
        for (const Event &event : m_events) {
            if (const T *one = std::get_if<T>(&event))
                found.append(*one);
        }
        return found;
    }
    [[nodiscard]] QList<qint64> seqs()
    {
        QList<qint64> seqs;
        const auto messages = told<MessageChanged>();
        for (const MessageChanged &one : messages)
            seqs.append(one.message.seq.value());
        return seqs;
    }
    template <typename T>
    [[nodiscard]] qsizetype count()
    {
        return told<T>().size();
    }

private:
    RedisEventBus m_bus;
    const QString m_epoch;
    std::mutex m_mutex;
    Events m_events; // guarded by m_mutex
};

} // namespace

/// Nodes with a real Redis between them.
class RedisEventBusTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (RedisServer::program().isEmpty())
            QSKIP("redis-server is not installed");
    }
    void init()
    {
        m_redis = std::make_unique<RedisServer>();
        QVERIFY(m_redis->start());
        m_here = std::make_unique<Node>(m_redis->url(), 1);
        m_there = std::make_unique<Node>(m_redis->url(), 2);
    }
    void cleanup()
    {
        if (m_redis)
            m_redis->thaw();
        m_here.reset();
        m_there.reset();
        m_redis.reset();
    }

    void carriesToWhoListensInOrder()
    {
        startBoth();
        QVERIFY(m_there->listenFor(grace));
        QList<qint64> expected;
        for (int i = 1; i <= 1000; ++i) {
            m_here->bus().publish({message(i)});
            expected.append(i);
        }
        QCOMPARE(m_here->seqs(), expected); // at once
        QTRY_COMPARE(m_there->seqs(), expected);
        QCOMPARE(m_there->told<MessageChanged>().first().audience.members, QList{grace});
        QVERIFY(m_there->told<MessageChanged>().first().message == message(1).message);
    }

    void doesNotHearItself()
    {
        startBoth();
        QVERIFY(m_here->listenFor(grace));
        QVERIFY(m_there->listenFor(grace));
        m_here->bus().publish({message(1), SessionEnded{SessionId(5)}});
        QTRY_COMPARE(m_there->count<SessionEnded>(), 1);
        m_there->bus().publish({message(2)}); // behind what would have come back
        QTRY_COMPARE(m_here->seqs(), (QList<qint64>{1, 2}));
        QCOMPARE(m_here->count<SessionEnded>(), 1);
    }

    void carriesOnlyForThoseHere()
    {
        startBoth();
        QVERIFY(m_there->listenFor(grace));
        m_here->bus().publish({message(1, {ada})});
        m_here->bus().publish({message(2, {grace})});
        QTRY_COMPARE(m_there->seqs(), QList<qint64>{2});
    }

    void tellsAllNodesWhatIsForAll()
    {
        startBoth();
        m_here->bus().publish({SessionEnded{SessionId(5)}, NodeAlive{.node = NodeId(1), .number = 3}});
        QTRY_COMPARE(m_there->count<NodeAlive>(), 1);
        QCOMPARE(m_there->told<SessionEnded>().first().session, SessionId(5));
    }

    void keepsInstallationsApart()
    {
        Node stranger(m_redis->url(), 3, u"another epoch"_s);
        QVERIFY(stranger.start());
        startBoth();
        QVERIFY(stranger.listenFor(grace));
        m_here->bus().publish({message(1), SessionEnded{SessionId(5)}});
        QTRY_COMPARE(m_there->count<SessionEnded>(), 1);
        m_here->bus().stop(); // all of it is sent
        QVERIFY(stranger.listenFor(ada)); // a round trip behind it
        QCOMPARE(stranger.count<SessionEnded>(), 0);
        QVERIFY(stranger.seqs().isEmpty());
    }

    void publishesHereAloneWhenAskedTo()
    {
        startBoth();
        m_here->bus().publishHere({SessionEnded{SessionId(5)}});
        QCOMPARE(m_here->count<SessionEnded>(), 1);
        m_here->bus().publish({SessionEnded{SessionId(6)}});
        QTRY_COMPARE(m_there->count<SessionEnded>(), 1);
        QCOMPARE(m_there->told<SessionEnded>().first().session, SessionId(6));
    }

    void survivesTheDeathOfRedis()
    {
        startBoth();
        QVERIFY(m_there->listenFor(grace));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot be told anything: "_s));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot be told anything: "_s));
        m_redis->kill();
        QTRY_COMPARE(m_here->count<BusLost>(), 1);
        QTRY_COMPARE(m_there->count<BusLost>(), 1);
        m_here->bus().publish({message(1)});
        QCOMPARE(m_here->seqs(), QList<qint64>{1}); // this node goes on
        QVERIFY(m_there->listenFor(ada)); // and so does who comes meanwhile

        QVERIFY(m_redis->start());
        QTRY_COMPARE_WITH_TIMEOUT(m_here->count<BusRestored>(), 2, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_there->count<BusRestored>(), 2, 20'000);
        m_here->bus().publish({message(2, {ada}), message(3, {grace})}); // to both, without being asked again
        QTRY_COMPARE(m_there->seqs().size(), 2);
        QCOMPARE(m_there->count<BusLost>(), 1);
    }

    void dropsWhatARedisThatIsStuckDoesNotTake()
    {
        startBoth();
        QVERIFY(m_there->listenFor(grace));
        MessageChanged large = message(1);
        large.message.body = QString(8000, u'x');
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"does not keep up"_s));
        m_redis->freeze();
        constexpr int count = 8000; // to two accounts each: 128 MB
        for (int i = 1; i <= count; ++i) {
            m_here->bus().publish({large});
            if (i % 100 == 0)
                QTest::qWait(1); // as a server's writer would
        }
        QCOMPARE(m_here->count<MessageChanged>(), count); // here nobody felt it
        m_redis->thaw();
        QTRY_VERIFY(m_there->count<MessageChanged>() > 0);
        m_here->bus().publish({SessionEnded{SessionId(5)}});
        // What was sent has to pass first; when it has, new things do again.
        QTRY_VERIFY_WITH_TIMEOUT(publishAgain(), 20'000);
        QVERIFY(m_there->count<MessageChanged>() < count);
    }

    void sendsWhatWaitsBeforeItEnds()
    {
        startBoth();
        QVERIFY(m_there->listenFor(grace));
        for (int i = 1; i <= 5000; ++i)
            m_here->bus().publish({message(i)});
        m_here->bus().stop();
        QTRY_COMPARE(m_there->seqs().size(), 5000);
        m_here->bus().publish({message(5001)});
        QCOMPARE(m_here->seqs().size(), 5001); // to itself even then
    }

    void logsInWithAPassword()
    {
        RedisServer closed({u"--requirepass"_s, u"pa:ss@w/rd"_s});
        QVERIFY(closed.start());
        Node with(closed.url(u":pa%3Ass%40w%2Frd@"_s), 1);
        QVERIFY(with.start());
        Node named(closed.url(u"default:pa%3Ass%40w%2Frd@"_s), 2);
        QVERIFY(named.start());
        with.bus().publish({SessionEnded{SessionId(5)}});
        QTRY_COMPARE(named.count<SessionEnded>(), 1);
    }

    void saysWhyItCannotStart_data()
    {
        QTest::addColumn<QString>("login");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("why");
        QTest::newRow("no password where one is needed") << QString() << QString() << u"NOAUTH"_s;
        QTest::newRow("a wrong password") << u":wrong-secret@"_s << QString() << u"WRONGPASS"_s;
        QTest::newRow("an unknown user") << u"eve:wrong-secret@"_s << QString() << u"WRONGPASS"_s;
        QTest::newRow("a database that is not there") << u":secret@"_s << u"/999"_s << u"out of range"_s;
    }
    void saysWhyItCannotStart()
    {
        QFETCH(QString, login);
        QFETCH(QString, path);
        QFETCH(QString, why);
        RedisServer closed({u"--requirepass"_s, u"secret"_s});
        QVERIFY(closed.start());
        Node node(closed.url(login) + path, 1);
        const auto started = node.start();
        QVERIFY(!started);
        const QString detail = started.error().detail;
        QVERIFY2(detail.contains(why), qPrintable(detail));
        QVERIFY2(detail.contains(u"127.0.0.1:%1"_s.arg(closed.port())), qPrintable(detail));
        QVERIFY2(!detail.contains("secret"_L1), qPrintable(detail));
        QCOMPARE(started.error().field, u"bus"_s);
    }

    void saysWhenNobodyIsThere()
    {
        m_redis->kill();
        const auto started = m_here->start();
        QVERIFY(!started);
        QVERIFY2(started.error().detail.contains(u"Connection refused"_s),
                 qPrintable(started.error().detail));
        Node nowhere(u"redis://no-such-host.invalid"_s, 1);
        const auto found = nowhere.start();
        QVERIFY(!found);
        QVERIFY2(found.error().detail.contains(u"no-such-host.invalid"_s), qPrintable(found.error().detail));
    }

    void saysWhenSomebodyElseIsThere()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        connect(&other, &QTcpServer::newConnection, &other,
                [&] { other.nextPendingConnection()->write("HTTP/1.1 400 Bad Request\r\n\r\n"); });
        Node node(u"redis://127.0.0.1:%1"_s.arg(other.serverPort()), 1);
        auto started = std::async(std::launch::async, [&] { return node.start(); });
        QVERIFY(QTest::qWaitFor(
            [&] { return started.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }, 20'000));
        const auto result = started.get();
        QVERIFY(!result);
        QVERIFY2(result.error().detail.contains(u"is not Redis"_s), qPrintable(result.error().detail));
    }

    void saysWhenItMayNotUseChannels()
    {
        RedisServer strict(QStringList{u"--user"_s}
                           + u"confab on >secret ~* &* +@all -publish"_s.split(u' '));
        QVERIFY(strict.start());
        Node node(strict.url(u"confab:secret@"_s), 1);
        const auto started = node.start();
        QVERIFY(!started);
        QVERIFY2(started.error().detail.contains(u"NOPERM"_s), qPrintable(started.error().detail));
    }

private:
    void startBoth()
    {
        QVERIFY(m_here->start());
        QVERIFY(m_there->start());
    }
    bool publishAgain()
    {
        m_here->bus().publish({SessionEnded{SessionId(6)}});
        QTest::qWait(50);
        const auto ended = m_there->told<SessionEnded>();
        return !ended.isEmpty() && ended.last().session == SessionId(6);
    }

    std::unique_ptr<RedisServer> m_redis;
    std::unique_ptr<Node> m_here;
    std::unique_ptr<Node> m_there;
};

CONFAB_TEST(RedisEventBusTest)
#include "rediseventbustest.moc"
