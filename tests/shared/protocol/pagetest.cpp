// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/page.h"

#include "tests/shared/protocol/samples.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

class PageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrites();
    void endsWithNull();
    void rejects_data();
    void rejects();
};

void PageTest::readsWhatItWrites()
{
    const Page<User> page{.items = {sampleUser(), sampleUser()}, .next = u"a \"cursor\""_s};
    const auto read = pageFromJson<User>("users"_L1, parsed(toJson("users"_L1, page)));
    QVERIFY(read);
    QCOMPARE(read->items, page.items);
    QCOMPARE(read->next, page.next);
}

void PageTest::endsWithNull()
{
    const QByteArray json = toJson("users"_L1, Page<User>{});
    QCOMPARE(json, R"({"users":[],"next":null})");
    const auto read = pageFromJson<User>("users"_L1, parsed(json));
    QVERIFY(read);
    QVERIFY(read->next.isEmpty());
}

void PageTest::rejects_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("field");

    QTest::newRow("the list is missing") << QByteArray(R"({"next":null})") << u"users"_s;
    QTest::newRow("it has another name") << QByteArray(R"({"people":[],"next":null})") << u"users"_s;
    QTest::newRow("it is an object") << QByteArray(R"({"users":{},"next":null})") << u"users"_s;
    QTest::newRow("it holds a text") << QByteArray(R"({"users":["ada"],"next":null})") << u"users"_s;
    QTest::newRow("it holds what is not whole") << QByteArray(R"({"users":[{}],"next":null})") << u"users"_s;
    QTest::newRow("the cursor is a number") << QByteArray(R"({"users":[],"next":7})") << u"next"_s;
}

void PageTest::rejects()
{
    QFETCH(QByteArray, json);
    const auto read = pageFromJson<User>("users"_L1, parsed(json));
    QVERIFY(!read);
    QTEST(read.error().field, "field");
}

CONFAB_TEST(PageTest)
#include "pagetest.moc"
