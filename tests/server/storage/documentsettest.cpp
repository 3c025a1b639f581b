// SPDX-License-Identifier: Apache-2.0
#include "server/storage/documentset.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace Qt::StringLiterals;

class DocumentSetTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdsNumbers()
    {
        DocumentSet set;
        QVERIFY(set.isEmpty());
        for (const int number : {0, 63, 64, 4095})
            set.insert(number);
        set.remove(63);
        QCOMPARE(set.count(), 3);
        QVERIFY(set.contains(64) && !set.contains(63) && !set.contains(65));
        QList<int> seen;
        set.visit([&](int number) { seen.append(number); });
        QCOMPARE(seen, (QList<int>{0, 64, 4095}));
    }

    void keepsWhatBothHave()
    {
        DocumentSet odd;
        DocumentSet low;
        for (int number = 1; number < DocumentSet::capacity; number += 2)
            odd.insert(number);
        for (int number = 0; number < 10; ++number)
            low.insert(number);
        odd.intersect(low);
        QCOMPARE(odd.count(), 5);
    }

    void comesBackAsItWas_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("bytes");
        QTest::newRow("nothing") << 0 << 0;
        QTest::newRow("one number") << 1 << 2;
        QTest::newRow("as many as a list may have") << 255 << 510;
        QTest::newRow("one more") << 256 << 512;
        QTest::newRow("all") << 4096 << 512;
    }
    void comesBackAsItWas()
    {
        QFETCH(int, count);
        DocumentSet set;
        for (int i = 0; i < count; ++i)
            set.insert(DocumentSet::capacity - 1 - i);
        const QByteArray bytes = set.encoded();
        QTEST(int(bytes.size()), "bytes");
        QCOMPARE(DocumentSet::decode(bytes), std::optional(set));
    }

    void rejectsWhatIsNoSet_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("half a number") << QByteArray(3, '\0');
        QTest::newRow("a number beyond the block") << QByteArray("\x00\x10", 2);
        QTest::newRow("more than all bits") << QByteArray(514, '\0');
    }
    void rejectsWhatIsNoSet()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(!DocumentSet::decode(bytes));
    }
};

CONFAB_TEST(DocumentSetTest)
#include "documentsettest.moc"
