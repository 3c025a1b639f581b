// SPDX-License-Identifier: Apache-2.0
#include "server/app/clustersecret.h"
#include "tests/support/testcase.h"

#include <QTemporaryDir>

using namespace confab;
using namespace Qt::StringLiterals;

class ClusterSecretTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isATextOrAFile()
    {
        QCOMPARE(*readClusterSecret(QString::fromLatin1(good)), good);
        QCOMPARE(*readClusterSecret(u' ' + QString::fromLatin1(good)), good);
        QCOMPARE(*readClusterSecret(write(good + '\n')), good);
    }

    void warnsWhenOthersMayReadTheFile()
    {
        const QString path = write(good);
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::ReadOther));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"should be its owner's alone"_s));
        QVERIFY(readClusterSecret(path));
    }

    void rejects_data()
    {
        QTest::addColumn<QString>("configured");
        QTest::addColumn<QString>("word");
        const QByteArray tooShort = good.chopped(1);
        QTest::newRow("nothing") << QString() << u"missing"_s;
        QTest::newRow("blanks") << u"   "_s << u"missing"_s;
        QTest::newRow("a short text") << QString::fromLatin1(tooShort) << u"too short"_s;
        QTest::newRow("a short text with blanks around it")
            << u"  "_s + QString::fromLatin1(tooShort) + u"   "_s << u"too short"_s;
        QTest::newRow("a file that is not there") << m_directory.filePath(u"none"_s) << u"cannot read"_s;
        QTest::newRow("a directory") << m_directory.path() << u"cannot read"_s;
        QTest::newRow("an empty file") << write({}) << u"too short"_s;
        QTest::newRow("a file of blanks") << write(QByteArray(100, '\n')) << u"too short"_s;
        QTest::newRow("a short file") << write(tooShort + "\n\n\n") << u"too short"_s;
    }
    void rejects()
    {
        QFETCH(QString, configured);
        QFETCH(QString, word);
        const auto read = readClusterSecret(configured);
        QVERIFY(!read);
        QCOMPARE(read.error().field, u"cluster_secret"_s);
        QVERIFY2(read.error().detail.contains(word), qPrintable(read.error().detail));
        QVERIFY(!read.error().detail.contains("0123"_L1));
    }

private:
    QString write(const QByteArray &content)
    {
        const QString path = m_directory.filePath(u"secret-%1"_s.arg(++m_files));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            return {};
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        return path;
    }

    const QByteArray good = "0123456789abcdef0123456789abcdef";
    const QTemporaryDir m_directory;
    int m_files = 0;
};

CONFAB_TEST(ClusterSecretTest)
#include "clustersecrettest.moc"
