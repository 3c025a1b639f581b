// SPDX-License-Identifier: Apache-2.0
#include "server/api/tusfields.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace Qt::StringLiterals;

class TusFieldsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsNumbers()
    {
        QCOMPARE(*tus::readNumber("0", "Upload-Offset"), 0);
        QCOMPARE(*tus::readNumber("999999999999999", "Upload-Offset"), 999999999999999);
    }

    void refusesNumbers_data()
    {
        QTest::addColumn<QByteArray>("value");
        for (const char *value : {"", "-1", "+1", "1.0", "x", "1 2", " 1", "0x10", "1000000000000000"})
            QTest::addRow("\"%s\"", value) << QByteArray(value);
    }

    void refusesNumbers()
    {
        QFETCH(QByteArray, value);
        const auto number = tus::readNumber(value, "Upload-Length");
        QVERIFY(!number);
        QCOMPARE(number.error().code, ErrorCode::InvalidField);
        QCOMPARE(number.error().field, u"Upload-Length"_s);
    }

    void readsMetadata_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("type");

        QTest::newRow("nothing") << QByteArray() << QString() << QString();
        QTest::newRow("a name and a type") << QByteArray("filename ZW5naW5lLnBuZw==,filetype aW1hZ2UvcG5n")
                                           << u"engine.png"_s << u"image/png"_s;
        QTest::newRow("in the words of others")
            << QByteArray("name ZW5naW5lLnBuZw==, type aW1hZ2UvcG5n") << u"engine.png"_s << u"image/png"_s;
        QTest::newRow("both words") << QByteArray("name eA==,filename ZW5naW5lLnBuZw==") << u"engine.png"_s
                                    << QString();
        QTest::newRow("a key without a value") << QByteArray("is_private,name eA==") << u"x"_s << QString();
        QTest::newRow("a name beyond ASCII") << QByteArray("filename w4RwZmVs") << u"Äpfel"_s << QString();
        QTest::newRow("bytes that are none of our business")
            << QByteArray("thumbnail /9g=") << QString() << QString();
    }

    void readsMetadata()
    {
        QFETCH(QByteArray, value);
        const auto metadata = tus::readMetadata(value);
        QVERIFY(metadata);
        QTEST(metadata->name, "name");
        QTEST(metadata->mediaType, "type");
    }

    void refusesMetadata_data()
    {
        QTest::addColumn<QByteArray>("value");
        for (const char *value : {",", "filename eA==,", "filename !!", "filename eA== eA==", " ",
                                  "filename eA==,filename eA==", "filename /9g="})
            QTest::addRow("\"%s\"", value) << QByteArray(value);
    }

    void refusesMetadata()
    {
        QFETCH(QByteArray, value);
        const auto metadata = tus::readMetadata(value);
        QVERIFY(!metadata);
        QCOMPARE(metadata.error().field, u"Upload-Metadata"_s);
    }

    void readsChecksums()
    {
        QVERIFY(!*tus::readChecksum({}));
        const auto sum = QCryptographicHash::hash("x", QCryptographicHash::Sha1);
        const auto read = tus::readChecksum("sha1 " + sum.toBase64());
        QVERIFY(read && *read);
        QCOMPARE((*read)->algorithm, QCryptographicHash::Sha1);
        QCOMPARE((*read)->sum, sum);
    }

    void refusesChecksums_data()
    {
        QTest::addColumn<QByteArray>("value");
        for (const char *value : {"sha1", "sha1 ", "sha1 eA==", "crc32 AAAAAA==", "sha1  eA==", "sha256 !!",
                                  "SHA1 AAAAAAAAAAAAAAAAAAAAAAAAAAA="})
            QTest::addRow("\"%s\"", value) << QByteArray(value);
    }

    void refusesChecksums()
    {
        QFETCH(QByteArray, value);
        const auto sum = tus::readChecksum(value);
        QVERIFY(!sum);
        QCOMPARE(sum.error().field, u"Upload-Checksum"_s);
    }
};

CONFAB_TEST(TusFieldsTest)
#include "tusfieldstest.moc"
