// SPDX-License-Identifier: Apache-2.0
#include "client/desktop/singleinstance.h"

#include "tests/support/testcase.h"

#include <QFileInfo>
#include <QLocalSocket>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace confab;
using Outcome = SingleInstance::Outcome;

/// One client for each profile, whatever comes by its socket. The second process is a real one in the last.
class SingleInstanceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSecondHandsItsLinkOver();
    void anotherProfileIsAnotherInstance();
    void theSocketIsItsOwnersOnly();
    void aLongFolderHasASocketToo();
    void takesOverFromOneThatIsGone();
    void saysWhenTheOtherDoesNotAnswer();
    void isNotImpressedByStrangers_data();
    void isNotImpressedByStrangers();
    void takesOnlySoManyAtATime();
    void aSecondProcessHandsItsLinkOver();
    void comesAfterOneThatWasKilled();

private:
    /// What a second start in `directory` comes to, while this thread answers.
    [[nodiscard]] static Outcome startSecond(const QString &directory, const InstanceMessage &message = {});
    [[nodiscard]] static bool has(QLocalSocket &socket, const QByteArray &answer);
    static void startProcess(QProcess &process, const QString &dataDirectory, const QStringList &arguments);
};

Outcome SingleInstanceTest::startSecond(const QString &directory, const InstanceMessage &message)
{
    auto outcome = Outcome::First;
    const std::unique_ptr<QThread> thread(
        QThread::create([&] { outcome = SingleInstance(directory).begin(message); }));
    thread->start();
    [&] { QTRY_VERIFY_WITH_TIMEOUT(thread->isFinished(), 20'000); }();
    thread->wait();
    return outcome;
}

bool SingleInstanceTest::has(QLocalSocket &socket, const QByteArray &answer)
{
    return QTest::qWaitFor([&] { return socket.bytesAvailable() >= answer.size(); }, 20'000)
        && socket.readAll() == answer;
}

void SingleInstanceTest::theSecondHandsItsLinkOver()
{
    const QTemporaryDir directory;
    SingleInstance first(directory.path());
    QSignalSpy started(&first, &SingleInstance::started);
    QCOMPARE(first.begin({}), Outcome::First);
    const QString link = u"confab://chat.example.org/u/ada"_s;
    QCOMPARE(startSecond(directory.path(), {.link = link}), Outcome::HandedOver);
    QCOMPARE(startSecond(directory.path()), Outcome::HandedOver);
    QCOMPARE(started.size(), 2);
    QCOMPARE(started[0].first().toString(), link);
    QCOMPARE(started[1].first().toString(), QString());
}

void SingleInstanceTest::anotherProfileIsAnotherInstance()
{
    const QTemporaryDir one;
    const QTemporaryDir other;
    SingleInstance first(one.path());
    SingleInstance second(other.path());
    QCOMPARE(first.begin({}), Outcome::First);
    QCOMPARE(second.begin({}), Outcome::First);
}

void SingleInstanceTest::theSocketIsItsOwnersOnly()
{
#ifdef Q_OS_UNIX
    const QTemporaryDir directory;
    SingleInstance first(directory.path());
    QCOMPARE(first.begin({}), Outcome::First);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
        | QFile::WriteOther | QFile::ExeOther;
    QVERIFY(QFileInfo::exists(first.socketName()));
    QVERIFY(!(QFileInfo(first.socketName()).permissions() & others));
#endif
}

void SingleInstanceTest::aLongFolderHasASocketToo()
{
    const QTemporaryDir directory;
    const QString deep = directory.filePath(QString(100, u'd'));
    QVERIFY(QDir().mkpath(deep));
    SingleInstance first(deep);
    QCOMPARE(first.begin({}), Outcome::First);
    QCOMPARE(startSecond(deep), Outcome::HandedOver);
}

void SingleInstanceTest::takesOverFromOneThatIsGone()
{
    const QTemporaryDir directory;
    auto first = std::make_unique<SingleInstance>(directory.path());
    QCOMPARE(first->begin({}), Outcome::First);
    first.reset();
    SingleInstance second(directory.path());
    QCOMPARE(second.begin({}), Outcome::First);
}

void SingleInstanceTest::saysWhenTheOtherDoesNotAnswer()
{
    const QTemporaryDir directory;
    SingleInstance first(directory.path());
    QCOMPARE(first.begin({}), Outcome::First);
    // In the same thread: the first cannot answer while the second waits.
    QCOMPARE(SingleInstance(directory.path()).begin({}, 200ms), Outcome::NoAnswer);
}

void SingleInstanceTest::isNotImpressedByStrangers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no JSON") << "hello\n"_ba;
    QTest::newRow("another kind of link") << "{\"link\":\"file:///etc\",\"activationToken\":\"\"}\n"_ba;
    QTest::newRow("far too much") << QByteArray(1'000'000, 'x');
    QTest::newRow("nothing but noughts") << QByteArray(5000, '\0');
}

void SingleInstanceTest::isNotImpressedByStrangers()
{
    QFETCH(QByteArray, bytes);
    const QTemporaryDir directory;
    SingleInstance first(directory.path());
    QSignalSpy started(&first, &SingleInstance::started);
    QCOMPARE(first.begin({}), Outcome::First);
    QLocalSocket stranger;
    stranger.connectToServer(first.socketName());
    stranger.write(bytes);
    QTRY_COMPARE_WITH_TIMEOUT(stranger.state(), QLocalSocket::UnconnectedState, 20'000);
    QVERIFY(stranger.readAll().isEmpty());
    QVERIFY(started.isEmpty());
    QCOMPARE(startSecond(directory.path()), Outcome::HandedOver);
}

void SingleInstanceTest::takesOnlySoManyAtATime()
{
    const QTemporaryDir directory;
    SingleInstance first(directory.path());
    QCOMPARE(first.begin({}), Outcome::First);
    std::vector<std::unique_ptr<QLocalSocket>> silent;
    for (int i = 0; i < SingleInstance::most; ++i) {
        silent.push_back(std::make_unique<QLocalSocket>());
        silent.back()->connectToServer(first.socketName());
        QTRY_COMPARE_WITH_TIMEOUT(silent.back()->state(), QLocalSocket::ConnectedState, 20'000);
    }
    QLocalSocket oneMore;
    oneMore.connectToServer(first.socketName());
    QTRY_COMPARE_WITH_TIMEOUT(oneMore.state(), QLocalSocket::UnconnectedState, 20'000);
    silent.front()->write(InstanceMessage{}.toLine());
    QVERIFY(has(*silent.front(), "ok\n"_ba));
}

void SingleInstanceTest::startProcess(QProcess &process, const QString &dataDirectory,
                                      const QStringList &arguments)
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QStringLiteral(CONFAB), QStringList{u"--data"_s, dataDirectory} + arguments);
}

void SingleInstanceTest::aSecondProcessHandsItsLinkOver()
{
    const QTemporaryDir data;
    const QString profile = data.filePath(u"profiles/default"_s);
    QVERIFY(QDir().mkpath(profile));
    SingleInstance first(profile);
    QSignalSpy started(&first, &SingleInstance::started);
    QCOMPARE(first.begin({}), Outcome::First);
    QProcess second;
    startProcess(second, data.path(), {u"confab://chat.example.org/c/1/2"_s});
    QTRY_COMPARE_WITH_TIMEOUT(second.state(), QProcess::NotRunning, 60'000);
    QCOMPARE(second.exitStatus(), QProcess::NormalExit);
    QCOMPARE(second.exitCode(), 0);
    QCOMPARE(started.size(), 1);
    QCOMPARE(started.first().first().toString(), u"confab://chat.example.org/c/1/2"_s);
}

void SingleInstanceTest::comesAfterOneThatWasKilled()
{
    const QTemporaryDir data;
    const QString profile = data.filePath(u"profiles/default"_s);
    QProcess first;
    startProcess(first, data.path(), {});
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(profile + u"/instance"_s), 60'000);
    QCOMPARE(startSecond(profile), Outcome::HandedOver);
    first.kill();
    QVERIFY(first.waitForFinished());
    QVERIFY(QFileInfo::exists(profile + u"/instance"_s)); // what a kill leaves
    SingleInstance next(profile);
    QCOMPARE(next.begin({}), Outcome::First);
    QCOMPARE(startSecond(profile), Outcome::HandedOver);
}

CONFAB_TEST(SingleInstanceTest)
#include "singleinstancetest.moc"
