// SPDX-License-Identifier: Apache-2.0
#include "server/net/epolldispatcher.h"
#include "tests/support/testcase.h"

#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <QTimer>
#include <QWebSocket>
#include <QWebSocketServer>

#include <sys/socket.h>
#include <unistd.h>

namespace confab::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Runs functions in a thread with the dispatcher of the data row, and waits for them.
class Worker {
public:
    explicit Worker(bool withEpoll)
    {
        if (withEpoll)
            m_thread.setEventDispatcher(new EpollDispatcher);
        m_context.moveToThread(&m_thread);
        m_thread.start();
    }
    ~Worker()
    {
        m_thread.quit();
        m_thread.wait();
    }

    template <typename F>
    auto run(F function)
    {
        if constexpr (std::is_void_v<decltype(function())>) {
            QMetaObject::invokeMethod(&m_context, function, Qt::BlockingQueuedConnection);
        } else {
            decltype(function()) result{};
            QMetaObject::invokeMethod(
                &m_context, [&] { result = function(); }, Qt::BlockingQueuedConnection);
            return result;
        }
    }

private:
    QThread m_thread;
    QObject m_context;
};

/// Two connected descriptors.
struct Pair {
    std::array<int, 2> ends{-1, -1};

    Pair() { socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()); }
    ~Pair()
    {
        for (const int end : ends)
            ::close(end);
    }
    Q_DISABLE_COPY_MOVE(Pair)
};

/// Turns of the thread's event loop until `done`, at most 5 s.
bool turnUntil(const std::function<bool()> &done)
{
    return QTest::qWaitFor(done, 5000);
}

} // namespace

/// Each check runs in a thread with ours and in one with Qt's own: what differs is a mistake of ours.
class EpollDispatcherTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("QT_NO_GLIB", "1"); } // GLib's is a third one, with habits of its own
    void isInUse_data() { rows(); }
    void isInUse();
    void tellsOfReadingAndWriting_data() { rows(); }
    void tellsOfReadingAndWriting();
    void hasSeveralNotifiersForOneDescriptor_data() { rows(); }
    void hasSeveralNotifiersForOneDescriptor();
    void tellsOfTheOtherEndsClose_data() { rows(); }
    void tellsOfTheOtherEndsClose();
    void survivesClosingWhatIsReady_data() { rows(); }
    void survivesClosingWhatIsReady();
    void watchesADescriptorThatIsGivenAgain_data() { rows(); }
    void watchesADescriptorThatIsGivenAgain();
    void runsTimers_data() { rows(); }
    void runsTimers();
    void tellsWhatIsLeftOfATimer_data() { rows(); }
    void tellsWhatIsLeftOfATimer();
    void runsQueuedCallsFromOtherThreads_data() { rows(); }
    void runsQueuedCallsFromOtherThreads();
    void losesNoWakeUp_data() { rows(); }
    void losesNoWakeUp();
    void excludesSockets_data() { rows(); }
    void excludesSockets();
    void returnsWhenThereIsNothing_data() { rows(); }
    void returnsWhenThereIsNothing();
    void waitsForMoreEvents_data() { rows(); }
    void waitsForMoreEvents();
    void isInterrupted_data() { rows(); }
    void isInterrupted();
    void runsNestedLoops_data() { rows(); }
    void runsNestedLoops();
    void carriesManyTcpSockets_data() { rows(); }
    void carriesManyTcpSockets();
    void carriesWebSockets_data() { rows(); }
    void carriesWebSockets();

private:
    static void rows()
    {
        QTest::addColumn<bool>("withEpoll");
        QTest::newRow("ours") << true;
        QTest::newRow("Qt's") << false;
    }
};

void EpollDispatcherTest::isInUse()
{
    QFETCH(const bool, withEpoll);
    Worker worker(withEpoll);
    const bool isOurs = worker.run(
        [] { return qobject_cast<EpollDispatcher *>(QAbstractEventDispatcher::instance()) != nullptr; });
    QCOMPARE(isOurs, withEpoll);
}

void EpollDispatcherTest::tellsOfReadingAndWriting()
{
    QFETCH(const bool, withEpoll);
    Worker(withEpoll).run([] {
        const Pair pair;
        int reads = 0;
        QSocketNotifier reader(pair.ends[0], QSocketNotifier::Read);
        connect(&reader, &QSocketNotifier::activated, &reader, [&] {
            char c = 0;
            QCOMPARE(::read(pair.ends[0], &c, 1), 1);
            ++reads;
        });
        for (int i = 0; i < 5; ++i)
            QCOMPARE(::write(pair.ends[1], "x", 1), 1);
        QVERIFY(turnUntil([&] { return reads == 5; }));

        reader.setEnabled(false);
        QCOMPARE(::write(pair.ends[1], "x", 1), 1);
        QCoreApplication::processEvents();
        QCOMPARE(reads, 5);
        reader.setEnabled(true);
        QVERIFY(turnUntil([&] { return reads == 6; }));
    });
}

void EpollDispatcherTest::hasSeveralNotifiersForOneDescriptor()
{
    QFETCH(const bool, withEpoll);
    Worker(withEpoll).run([] {
        const Pair pair;
        int reads = 0;
        int writes = 0;
        QSocketNotifier reader(pair.ends[0], QSocketNotifier::Read);
        QSocketNotifier writer(pair.ends[0], QSocketNotifier::Write);
        QSocketNotifier exception(pair.ends[0], QSocketNotifier::Exception);
        connect(&reader, &QSocketNotifier::activated, &reader, [&] {
            ++reads;
            reader.setEnabled(false);
        });
        connect(&writer, &QSocketNotifier::activated, &writer, [&] {
            ++writes;
            writer.setEnabled(false);
        });
        QVERIFY(turnUntil([&] { return writes == 1; }));
        QCOMPARE(reads, 0);
        QCOMPARE(::write(pair.ends[1], "x", 1), 1);
        QVERIFY(turnUntil([&] { return reads == 1; }));
        writer.setEnabled(true);
        QVERIFY(turnUntil([&] { return writes == 2; }));
        QCOMPARE(reads, 1);
    });
}

void EpollDispatcherTest::tellsOfTheOtherEndsClose()
{
    QFETCH(const bool, withEpoll);
    Worker(withEpoll).run([] {
        Pair pair;
        bool isClosed = false;
        QSocketNotifier reader(pair.ends[0], QSocketNotifier::Read);
        connect(&reader, &QSocketNotifier::activated, &reader, [&] {
            char c = 0;
            isClosed = ::read(pair.ends[0], &c, 1) == 0;
            reader.setEnabled(false);
        });
        ::close(std::exchange(pair.ends[1], -1));
        QVERIFY(turnUntil([&] { return isClosed; }));
    });
}

void EpollDispatcherTest::survivesClosingWhatIsReady()
{
    QFETCH(const bool, withEpoll);
    Worker(withEpoll).run([] {
        // All are ready in the same turn; the first that is told destroys the others.
        constexpr size_t count = 20;
        std::array<Pair, count> pairs;
        std::vector<std::unique_ptr<QSocketNotifier>> notifiers;
        int told = 0;
        for (const Pair &pair : pairs) {
            notifiers.push_back(std::make_unique<QSocketNotifier>(pair.ends[0], QSocketNotifier::Read));
            QSocketNotifier *self = notifiers.back().get();
            connect(self, &QSocketNotifier::activated, self, [&, self] {
                ++told;
                self->setEnabled(false);
                for (auto &other : notifiers) {
                    if (other.get() != self)
                        other.reset();
                }
            });
            QCOMPARE(::write(pair.ends[1], "x", 1), 1);
        }
        QVERIFY(turnUntil([&] { return told > 0; }));
        QCoreApplication::processEvents();
        QCOMPARE(told, 1);
    });
}

void EpollDispatcherTest::watchesADescriptorThatIsGivenAgain()
{
    QFETCH(const bool, withEpoll);
    Worker(withEpoll).run([] {
        for (int round = 0; round < 50; ++round) {
            const Pair pair; // the same numbers each time
            int told = 0;
            QSocketNotifier reader(pair.ends[0], QSocketNotifier::Read);
            connect(&reader, &QSocketNotifier::activated, &reader, [&] {
                ++told;
                reader.setEnabled(false);
            });
            QCOMPARE(::write(pair.ends[1], "x", 1), 1);
            QVERIFY(turnUntil([&] { return told == 1; }));
        }
    });
}

void EpollDispatcherTest::runsTimers()
{
    QFETCH(const bool, withEpoll);
    Worker(withEpoll).run([] {
        QElapsedTimer watch;
        watch.start();
        int precise = 0;
        int zero = 0;
        qint64 singleAt = -1;
        QTimer timer;
        timer.setTimerType(Qt::PreciseTimer);
        connect(&timer, &QTimer::timeout, &timer, [&] { ++precise; });
        timer.start(10ms);
        QTimer zeroTimer;
        connect(&zeroTimer, &QTimer::timeout, &zeroTimer, [&] { ++zero; });
        zeroTimer.start(0ms);
        QTimer::singleShot(50ms, &timer, [&] { singleAt = watch.elapsed(); });
        QVERIFY(turnUntil([&] { return precise >= 10; }));
        QVERIFY(watch.elapsed() >= 99);
        QVERIFY(singleAt >= 47); // coarse: within 5 %
        QVERIFY(zero > 10);

        timer.stop();
        const int before = precise;
        QTest::qWait(30);
        QCOMPARE(precise, before);
    });
}

void EpollDispatcherTest::tellsWhatIsLeftOfATimer()
{
    QFETCH(const bool, withEpoll);
    Worker(withEpoll).run([] {
        QTimer timer;
        timer.setTimerType(Qt::PreciseTimer);
        timer.start(1min);
        QVERIFY(timer.remainingTime() > 50'000 && timer.remainingTime() <= 60'000);
        const auto timers = QAbstractEventDispatcher::instance()->registeredTimers(&timer);
        QCOMPARE(timers.size(), 1);
        QCOMPARE(timers.first().interval, 60'000);
        QVERIFY(QAbstractEventDispatcher::instance()->unregisterTimers(&timer));
        QVERIFY(QAbstractEventDispatcher::instance()->registeredTimers(&timer).isEmpty());
        QCOMPARE(QAbstractEventDispatcher::instance()->remainingTime(timer.timerId()), -1);
    });
}

void EpollDispatcherTest::runsQueuedCallsFromOtherThreads()
{
    QFETCH(const bool, withEpoll);
    constexpr int count = 20'000;
    Worker worker(withEpoll);
    QObject target; // must live there
    target.moveToThread(worker.run([] { return QThread::currentThread(); }));
    std::atomic<int> calls = 0;
    std::vector<std::unique_ptr<QThread>> threads;
    for (int i = 0; i < 3; ++i) {
        threads.emplace_back(QThread::create([&] {
            for (int call = 0; call < count; ++call)
                QMetaObject::invokeMethod(
                    &target, [&calls] { ++calls; }, Qt::QueuedConnection);
        }));
        threads.back()->start();
    }
    for (const auto &thread : threads)
        thread->wait();
    QTRY_COMPARE(calls.load(), 3 * count);
    worker.run([&] { target.moveToThread(qApp->thread()); });
}

// One that is lost is waited for without an end. The pauses are about as long as it looks before it sleeps.
void EpollDispatcherTest::losesNoWakeUp()
{
    QFETCH(bool, withEpoll);
    Worker worker(withEpoll);
    int calls = 0;
    for (int i = 0; i < 3000; ++i) {
        std::this_thread::sleep_for(i % 5 * BriefWait::longest / 2);
        worker.run([&] { ++calls; });
    }
    QCOMPARE(calls, 3000);
}

void EpollDispatcherTest::excludesSockets()
{
    QFETCH(const bool, withEpoll);
    Worker(withEpoll).run([] {
        const Pair pair;
        int told = 0;
        int posted = 0;
        QSocketNotifier reader(pair.ends[0], QSocketNotifier::Read);
        connect(&reader, &QSocketNotifier::activated, &reader, [&] {
            ++told;
            reader.setEnabled(false);
        });
        QCOMPARE(::write(pair.ends[1], "x", 1), 1);
        QMetaObject::invokeMethod(
            &reader, [&] { ++posted; }, Qt::QueuedConnection);
        auto *dispatcher = QAbstractEventDispatcher::instance();
        for (int i = 0; i < 3; ++i)
            dispatcher->processEvents(QEventLoop::ExcludeSocketNotifiers);
        QCOMPARE(posted, 1);
        QCOMPARE(told, 0);
        dispatcher->processEvents(QEventLoop::AllEvents);
        QCOMPARE(told, 1);
    });
}

void EpollDispatcherTest::returnsWhenThereIsNothing()
{
    QFETCH(const bool, withEpoll);
    Worker(withEpoll).run([] {
        auto *dispatcher = QAbstractEventDispatcher::instance();
        while (dispatcher->processEvents(QEventLoop::AllEvents)) { }
        QVERIFY(!dispatcher->processEvents(QEventLoop::AllEvents));
    });
}

void EpollDispatcherTest::waitsForMoreEvents()
{
    QFETCH(const bool, withEpoll);
    Worker(withEpoll).run([] {
        bool isCalled = false;
        auto *dispatcher = QAbstractEventDispatcher::instance();
        while (dispatcher->processEvents(QEventLoop::AllEvents)) { }
        QObject target;
        const std::unique_ptr<QThread> other(QThread::create([&] {
            QThread::msleep(30);
            QMetaObject::invokeMethod(
                &target,
                [&] {
                    isCalled = true;
                    dispatcher
                        ->interrupt(); // as quit() does: a turn waits also when it has sent posted events
                },
                Qt::QueuedConnection);
        }));
        other->start();
        int turns = 0;
        for (; !isCalled && turns < 100; ++turns)
            dispatcher->processEvents(QEventLoop::WaitForMoreEvents);
        other->wait();
        QVERIFY(isCalled);
        QVERIFY(turns < 10); // it slept, and did not spin
    });
}

void EpollDispatcherTest::isInterrupted()
{
    QFETCH(const bool, withEpoll);
    Worker(withEpoll).run([] {
        auto *dispatcher = QAbstractEventDispatcher::instance();
        while (dispatcher->processEvents(QEventLoop::AllEvents)) { }
        const std::unique_ptr<QThread> other(QThread::create([&] {
            QThread::msleep(30);
            dispatcher->interrupt();
        }));
        other->start();
        dispatcher->processEvents(QEventLoop::WaitForMoreEvents); // returns at all
        other->wait();
    });
}

void EpollDispatcherTest::runsNestedLoops()
{
    QFETCH(const bool, withEpoll);
    Worker(withEpoll).run([] {
        const Pair pair;
        int depth = 0;
        int deepest = 0;
        QEventLoop loop;
        QTimer timer;
        connect(&timer, &QTimer::timeout, &timer, [&] { // is not delivered within itself
            QCOMPARE(++depth, 1);
            QEventLoop inner;
            QTimer::singleShot(20ms, &inner, [&] { inner.quit(); });
            inner.exec();
            --depth;
            if (++deepest == 3)
                loop.quit();
        });
        timer.start(1ms);
        loop.exec();
        QCOMPARE(deepest, 3);
    });
}

void EpollDispatcherTest::carriesManyTcpSockets()
{
    QFETCH(const bool, withEpoll);
    Worker(withEpoll).run([] {
        constexpr int count = 300;
        const QByteArray message(100'000, 'x');
        QTcpServer server;
        server.setMaxPendingConnections(count);
        server.setListenBacklogSize(count);
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, &server, [&] {
            while (QTcpSocket *peer = server.nextPendingConnection())
                connect(peer, &QTcpSocket::readyRead, peer, [peer] { peer->write(peer->readAll()); });
        });
        std::vector<std::unique_ptr<QTcpSocket>> clients;
        qsizetype received = 0;
        for (int i = 0; i < count; ++i) {
            auto client = std::make_unique<QTcpSocket>();
            connect(client.get(), &QTcpSocket::connected, client.get(),
                    [&, c = client.get()] { c->write(message); });
            connect(client.get(), &QTcpSocket::readyRead, client.get(),
                    [&, c = client.get()] { received += c->readAll().size(); });
            client->connectToHost(server.serverAddress(), server.serverPort());
            clients.push_back(std::move(client));
        }
        QVERIFY(QTest::qWaitFor([&] { return received == count * message.size(); }, 20'000));
        int gone = 0;
        for (const auto &client : clients) {
            connect(client.get(), &QTcpSocket::disconnected, client.get(), [&] { ++gone; });
            client->disconnectFromHost();
        }
        QVERIFY(turnUntil([&] { return gone == count; }));
    });
}

void EpollDispatcherTest::carriesWebSockets()
{
    QFETCH(const bool, withEpoll);
    Worker(withEpoll).run([] {
        QWebSocketServer server(u"test"_s, QWebSocketServer::NonSecureMode);
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QWebSocketServer::newConnection, &server, [&] {
            QWebSocket *peer = server.nextPendingConnection();
            peer->setParent(&server);
            connect(peer, &QWebSocket::textMessageReceived, peer, &QWebSocket::sendTextMessage);
        });
        QWebSocket client;
        QStringList received;
        bool ponged = false;
        connect(&client, &QWebSocket::connected, &client, [&] { client.sendTextMessage(u"hello"_s); });
        connect(&client, &QWebSocket::textMessageReceived, &client, [&](const QString &text) {
            received.append(text);
            client.ping();
        });
        connect(&client, &QWebSocket::pong, &client, [&] { ponged = true; });
        client.open(server.serverUrl());
        QVERIFY(turnUntil([&] { return ponged; }));
        QCOMPARE(received, QStringList(u"hello"_s));
        client.close();
        QVERIFY(turnUntil([&] { return client.state() == QAbstractSocket::UnconnectedState; }));
    });
}

} // namespace confab::tests

using confab::tests::EpollDispatcherTest;
CONFAB_TEST(EpollDispatcherTest)
#include "epolldispatchertest.moc"
