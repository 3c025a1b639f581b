// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/serverinfo.h"

#include "tests/shared/protocol/samples.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

class ServerInfoTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrites();
    void rejects_data();
    void rejects();
};

namespace {

ServerInfo sampleInfo()
{
    return {.name = u"Confab of \"Ada\""_s,
            .version = u"0.1.0"_s,
            .protocol = 1,
            .epoch = u"e1"_s,
            .limits = {{u"body"_s, 8000}, {u"requestBody"_s, 1048576}},
            .policies = {{u"registration"_s, u"open"_s}},
            .features = {u"search"_s}};
}

} // namespace

void ServerInfoTest::readsWhatItWrites()
{
    const ServerInfo info = sampleInfo();
    const auto read = ServerInfo::fromJson(written(info));
    QVERIFY(read);
    QCOMPARE(read->name, info.name);
    QCOMPARE(read->version, info.version);
    QCOMPARE(read->protocol, info.protocol);
    QCOMPARE(read->epoch, info.epoch);
    QCOMPARE(read->limits, info.limits);
    QCOMPARE(read->policies, info.policies);
    QCOMPARE(read->features, info.features);
}

void ServerInfoTest::rejects_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue>("value");

    for (const auto &field :
         {u"name"_s, u"version"_s, u"protocol"_s, u"epoch"_s, u"limits"_s, u"policies"_s, u"features"_s}) {
        QTest::newRow(qPrintable(field + " is missing"_L1)) << field << QJsonValue(QJsonValue::Undefined);
        QTest::newRow(qPrintable(field + " is true"_L1)) << field << QJsonValue(true);
    }
    QTest::newRow("protocol is 0") << u"protocol"_s << QJsonValue(0);
    QTest::newRow("a limit is a text") << u"limits"_s << QJsonValue(QJsonObject{{u"body"_s, u"many"_s}});
    QTest::newRow("a limit is a fraction") << u"limits"_s << QJsonValue(QJsonObject{{u"body"_s, 1.5}});
    QTest::newRow("a policy is a number") << u"policies"_s << QJsonValue(QJsonObject{{u"registration"_s, 1}});
}

void ServerInfoTest::rejects()
{
    QFETCH(QString, field);
    QFETCH(QJsonValue, value);
    QJsonObject json = written(sampleInfo());
    json[field] = value;
    const auto read = ServerInfo::fromJson(json);
    QVERIFY(!read);
    QCOMPARE(read.error().field, field);
}

CONFAB_TEST(ServerInfoTest)
#include "serverinfotest.moc"
