// SPDX-License-Identifier: Apache-2.0
#include "server/app/datadirectory.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace Qt::StringLiterals;

class DataDirectoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void isItsOwnersAlone()
    {
        const QString path = m_directory->filePath(u"a/b/data"_s);
        QVERIFY(DataDirectory(path).create());
        constexpr auto all = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadGroup
            | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
        QCOMPARE(QFile::permissions(path) & all, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QVERIFY(DataDirectory(path).create()); // it is there now
    }

    void refusesWhatIsNoDirectory()
    {
        const QString path = m_directory->filePath(u"file"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto refused = DataDirectory(path).create();
        QVERIFY(!refused);
        QVERIFY(refused.error().detail.contains(path));
        QVERIFY(!DataDirectory(path + u"/data"_s).create());
    }

    void isUsedByOneAtATime()
    {
        const QString path = m_directory->filePath(u"data"_s);
        {
            DataDirectory first(path);
            QVERIFY(first.create());
            QVERIFY(first.lock());
            QVERIFY(first.lock()); // it has it already
            DataDirectory second(path);
            const auto refused = second.lock();
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, ErrorCode::Unavailable);
            QVERIFY(refused.error().detail.contains(path));
            QVERIFY(refused.error().detail.contains(QString::number(QCoreApplication::applicationPid())));
        }
        QVERIFY(DataDirectory(path).lock());
    }

    void isFreeWhenItsHolderWasKilled()
    {
        const QString path = m_directory->filePath(u"data"_s);
        DataDirectory directory(path);
        QVERIFY(directory.create());
        // What a killed process leaves: its file, with a number that may be somebody else's by now.
        QFile file(path + u"/confabd.lock"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::number(QCoreApplication::applicationPid()) + '\n');
        file.close();
        QVERIFY(directory.lock());
    }

private:
    std::unique_ptr<QTemporaryDir> m_directory;
};

CONFAB_TEST(DataDirectoryTest)
#include "datadirectorytest.moc"
