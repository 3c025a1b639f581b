// SPDX-License-Identifier: Apache-2.0
#include "client/store/takeout.h"
#include "client/connection/networklink.h"
#include "tests/client/connection/faketime.h"
#include "tests/support/testcase.h"

#include <QFile>
#include <QSettings>
#include <QTemporaryDir>

namespace confab::tests {

using namespace Qt::StringLiterals;
using Stage = Takeout::Stage;

namespace {

/// A server that is not there, and a directory for the note and the archive.
struct Fixture {
    Fixture()
        : link(
            QUrl(u"http://127.0.0.1:1"_s), [](const Session &, Answer<void> done) { done({}); }, time, time)
    {
        link.setSession({.id = SessionId(1),
                         .accessToken = u"a"_s,
                         .expiresAt = time.now() + std::chrono::hours(1),
                         .refreshToken = u"r"_s,
                         .device = u"test"_s});
    }
    void note(const QString &id, const QString &savedAs) const
    {
        QSettings settings(notePath(), QSettings::IniFormat);
        settings.setValue("id"_L1, id);
        settings.setValue("target"_L1, savedAs);
    }
    std::unique_ptr<Takeout> open() { return std::make_unique<Takeout>(link.exports(), time, notePath()); }
    QString notePath() const { return directory.filePath(u"note"_s); }
    QString target() const { return directory.filePath(u"all.zip"_s); }
    QString partPath() const { return target() + u".part"_s; }

    QTemporaryDir directory;
    FakeTime time;
    NetworkLink link;
};

} // namespace

/// What becomes of an export without a network; with one it is tested against the real server.
class TakeoutTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRestartGoesOnWhereTheNoteSays_data();
    void aRestartGoesOnWhereTheNoteSays();
    void whatIsCalledOffLeavesNothing_data();
    void whatIsCalledOffLeavesNothing();
    void aCutIsTriedAgainAndNotAFailure();
    void whatIsAskedForOfflineWaitsForTheServer();
};

void TakeoutTest::aRestartGoesOnWhereTheNoteSays_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("savedAs");
    QTest::addColumn<int>("stage");

    QTest::newRow("nothing was asked for") << QString() << QString() << int(Stage::None);
    QTest::newRow("it was being made") << u"7"_s << QString() << int(Stage::Making);
    QTest::newRow("it was being saved") << u"7"_s << u"/somewhere/all.zip"_s << int(Stage::Saving);
    QTest::newRow("the note is damaged") << u"seven"_s << u"/somewhere/all.zip"_s << int(Stage::None);
}

void TakeoutTest::aRestartGoesOnWhereTheNoteSays()
{
    QFETCH(QString, id);
    QFETCH(QString, savedAs);
    QFETCH(int, stage);
    Fixture f;
    f.note(id, savedAs);
    QCOMPARE(int(f.open()->state().stage), stage);
}

void TakeoutTest::whatIsCalledOffLeavesNothing_data()
{
    QTest::addColumn<bool>("isForgotten");

    QTest::newRow("the person does not want it any more") << false;
    QTest::newRow("nothing of the account is to stay here") << true;
}

void TakeoutTest::whatIsCalledOffLeavesNothing()
{
    QFETCH(bool, isForgotten);
    Fixture f;
    f.note(u"7"_s, f.target());
    QFile part(f.partPath());
    QVERIFY(part.open(QIODevice::WriteOnly) && part.write("PK") == 2);
    part.close();
    const auto takeout = f.open();
    if (isForgotten)
        takeout->forget();
    else
        takeout->cancel();
    QCOMPARE(takeout->state().stage, Stage::None);
    QVERIFY(!QFile::exists(f.partPath()));
    QVERIFY(!QFile::exists(f.notePath()));
    QCOMPARE(f.open()->state().stage, Stage::None);
}

void TakeoutTest::aCutIsTriedAgainAndNotAFailure()
{
    Fixture f;
    f.note(u"7"_s, f.target());
    const auto takeout = f.open();
    QSignalSpy changed(takeout.get(), &Takeout::changed);
    QSignalSpy failed(takeout.get(), &Takeout::failed);
    takeout->resume();
    QCOMPARE(changed.size(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 2, 20'000);
    f.time.advance(Takeout::retryAfter);
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 3, 20'000);
    QCOMPARE(takeout->state().stage, Stage::Saving);
    QVERIFY(failed.isEmpty());
    QCOMPARE(f.open()->state().stage, Stage::Saving);
}

void TakeoutTest::whatIsAskedForOfflineWaitsForTheServer()
{
    Fixture f;
    const auto takeout = f.open();
    QVERIFY(!takeout->state().waitsForServer);
    takeout->begin();
    QVERIFY(takeout->state().waitsForServer);
    QSignalSpy failed(takeout.get(), &Takeout::failed);
    takeout->resume();
    QVERIFY(!takeout->state().waitsForServer);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 20'000); // it was reached, and then was not
    takeout->pause();
    QVERIFY(takeout->state().waitsForServer);
    takeout->cancel();
    QVERIFY(!takeout->state().waitsForServer);
}

} // namespace confab::tests

using confab::tests::TakeoutTest;
CONFAB_TEST(TakeoutTest)
#include "takeouttest.moc"
