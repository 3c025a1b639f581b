// SPDX-License-Identifier: Apache-2.0
#include "tests/server/api/contract/contract.h"
#include "server/api/framehandlers.h"
#include "server/api/serverhandlers.h"
#include "server/app/services.h"
#include "server/domain/filekeystore.h"
#include "server/net/upgrade.h"
#include "shared/core/limits.h"
#include "shared/protocol/clientframes.h"
#include "shared/protocol/errorcode.h"
#include "shared/protocol/serverframes.h"
#include "tests/support/testcase.h"

#include <QJsonArray>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// Every route, frame and error code of the server is in the contract, and the contract has no other.
class ContractTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void describesEveryRoute();
    void describesWhoMayCall_data();
    void describesWhoMayCall();
    void namesEveryArgument_data();
    void namesEveryArgument();
    void describesEveryFrameOfAClient();
    void describesEveryFrameOfTheServer();
    void describesEveryErrorCode();
    void saysOfEveryErrorWhatTheServerSays();
    void saysEveryLimit();
    void limitsWhatTheServerLimits_data();
    void limitsWhatTheServerLimits();

private:
    /// The routes of a real server, as the contract writes them, and whether each needs a login.
    QMap<QString, Login> m_routes;
    const Contract m_contract;
};

namespace {

/// "/users/<username>" as "/users/{username}"
QString asPath(const QString &pattern)
{
    return QString(pattern).replace(u'<', u'{').replace(u'>', u'}');
}

QStringList sorted(QStringList list)
{
    list.sort();
    return list;
}

/// Calls `visit` with every object within `value`.
template <typename Visit>
void walk(const QJsonValue &value, const Visit &visit)
{
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        visit(object);
        for (const QJsonValue &member : object)
            walk(member, visit);
    }
    for (const QJsonValue &item : value.toArray())
        walk(item, visit);
}

} // namespace

void ContractTest::initTestCase()
{
    const QTemporaryDir folder;
    const SystemClock clock;
    const Settings settings{.dataFolder = folder.path(),
                            .database = DatabaseUrl::sqlite(folder.filePath(u"confab.db"_s)),
                            .storageThreads = 1,
                            .passwordThreads = 1,
                            .passwordCost = {.operations = 1, .memoryKib = 8}};
    FileKeyStore keys(settings.keysPath(), clock, {std::chrono::hours(1), std::chrono::hours(1)});
    QVERIFY(keys.load());
    LocalEventBus bus;
    Storage storage(settings, bus);
    QVERIFY(storage.open());
    const Services services(settings, storage, keys, clock);
    for (const Route &route : services.router().routes())
        m_routes.insert(QString::fromLatin1(toName(route.method)) + u' ' + asPath(route.pattern),
                        route.login);

    // The net layer takes this one before the router sees it.
    QVERIFY(socketPath.startsWith(Router::prefix));
    m_routes.insert(u"GET "_s + socketPath.sliced(Router::prefix.size()), Login::None);
}

void ContractTest::describesEveryRoute()
{
    QCOMPARE(sorted(m_contract.operations()), QStringList(m_routes.keys()));
}

void ContractTest::describesWhoMayCall_data()
{
    QTest::addColumn<QString>("operation");
    for (const QString &operation : m_routes.keys())
        QTest::newRow(qPrintable(operation)) << operation;
}

void ContractTest::describesWhoMayCall()
{
    QFETCH(QString, operation);
    const QJsonObject openApi = m_contract.file(Contract::File::OpenApi);
    const QJsonObject json = m_contract.operation(operation);
    const QJsonArray schemes
        = json.contains("security"_L1) ? json["security"_L1].toArray() : openApi["security"_L1].toArray();
    // An empty alternative says that it can also be called without a token.
    const bool isFree = schemes.isEmpty() || schemes.contains(QJsonObject());
    QCOMPARE(isFree, m_routes.value(operation) == Login::None);
    if (!isFree)
        QVERIFY(json["responses"_L1].toObject().contains("401"_L1));
}

void ContractTest::namesEveryArgument_data()
{
    describesWhoMayCall_data();
}

void ContractTest::namesEveryArgument()
{
    QFETCH(QString, operation);
    const QString path = operation.section(u' ', 1);
    QStringList described;
    const QJsonObject ofPath = m_contract.file(Contract::File::OpenApi)["paths"_L1][path].toObject();
    for (const QJsonValue &reference : ofPath["parameters"_L1].toArray()) {
        const QJsonObject parameter = m_contract.resolved(Contract::File::OpenApi, reference.toObject());
        QCOMPARE(parameter["in"_L1], "path"_L1);
        QVERIFY(parameter["required"_L1].toBool());
        described.append(u'{' + parameter["name"_L1].toString() + u'}');
    }
    QStringList inPath = path.split(u'/');
    inPath.removeIf([](const QString &segment) { return !segment.startsWith(u'{'); });
    QCOMPARE(described, inPath);
}

void ContractTest::describesEveryFrameOfAClient()
{
    const QStringList known = QStringList{AuthenticateFrame::type} + FrameHandlers::types();
    QCOMPARE(sorted(m_contract.frames(Contract::Side::Client)), sorted(known));
}

void ContractTest::describesEveryFrameOfTheServer()
{
    const QStringList known{WelcomeFrame::type,      AckFrame::type,          ErrorFrame::type,
                            MessageFrame::type,      ReceiptFrame::type,      ChangeFrame::type,
                            ConversationFrame::type, RemovedFrame::type,      AccountFrame::type,
                            UserTypingFrame::type,   UserPresenceFrame::type, MarksFrame::type,
                            PongFrame::type};
    QCOMPARE(sorted(m_contract.frames(Contract::Side::Server)), sorted(known));
}

void ContractTest::describesEveryErrorCode()
{
    QStringList described;
    for (const QJsonValue &name : m_contract.schema(u"ErrorCode"_s).json["enum"_L1].toArray())
        described.append(name.toString());
    QStringList known;
    for (const ErrorCode code : allErrorCodes())
        known.append(errorCodeInfo(code).name);
    QCOMPARE(sorted(described), sorted(known));
}

void ContractTest::saysOfEveryErrorWhatTheServerSays()
{
    int seen = 0;
    for (const auto file : {Contract::File::OpenApi, Contract::File::AsyncApi}) {
        walk(m_contract.file(file), [&](const QJsonObject &object) {
            if (!object["code"_L1].isString() || !object["status"_L1].isDouble())
                return;
            const auto code = errorCodeFromName(object["code"_L1].toString());
            QVERIFY(code);
            QCOMPARE(object["status"_L1].toInt(), errorCodeInfo(*code).status);
            QCOMPARE(object["title"_L1].toString(), QString(errorCodeInfo(*code).title));
            ++seen;
        });
    }
    QVERIFY(seen > 10);
    // The table of the introduction has a row for each that is not of one operation alone.
    const QString text = m_contract.file(Contract::File::OpenApi)["info"_L1]["description"_L1].toString();
    static const QRegularExpression row(u"\\| ([0-9]{3}) \\| `([a-z_]+)` \\|"_s);
    for (auto it = row.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const auto code = errorCodeFromName(match.captured(2));
        QVERIFY(code);
        QCOMPARE(match.captured(1).toInt(), errorCodeInfo(*code).status);
    }
}

void ContractTest::saysEveryLimit()
{
    const QMap<QString, qint64> known = limitsInForce(Limits::messagesPage);
    QMap<QString, qint64> described;
    const QJsonObject properties
        = m_contract.schema(u"ServerInfo"_s).json["properties"_L1]["limits"_L1]["properties"_L1].toObject();
    for (auto it = properties.begin(); it != properties.end(); ++it)
        described.insert(it.key(), it->toObject()["examples"_L1].toArray().first().toInteger());
    QCOMPARE(described, known);
}

void ContractTest::limitsWhatTheServerLimits_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<qint64>("limit");

    const auto row
        = [](const QString &place, qint64 limit) { QTest::newRow(qPrintable(place)) << place << limit; };
    row(u"schemas/Username/maxLength"_s, Limits::usernameMax);
    row(u"schemas/Username/minLength"_s, Limits::usernameMin);
    row(u"schemas/NewPassword/minLength"_s, Limits::passwordMin);
    row(u"schemas/NewPassword/maxLength"_s, Limits::passwordMax);
    row(u"schemas/Body/maxLength"_s, Limits::body);
    row(u"schemas/Device/maxLength"_s, Limits::device);
    row(u"schemas/RecoveryCodeList/maxItems"_s, Limits::recoveryCodes);
    row(u"schemas/RecoveryCodeList/minItems"_s, Limits::recoveryCodes);
    row(u"schemas/SyncRequest/properties/conversations/maxProperties"_s, Limits::syncConversations);
    row(u"schemas/Conversation/properties/unread/maximum"_s, Limits::unread);
    row(u"parameters/Limit/schema/default"_s, Limits::usersPage);
    row(u"parameters/Limit/schema/maximum"_s, Limits::page);
}

void ContractTest::limitsWhatTheServerLimits()
{
    QFETCH(QString, place);
    QJsonValue value = m_contract.file(Contract::File::OpenApi)["components"_L1];
    for (const QString &step : place.split(u'/'))
        value = value[step];
    QTEST(value.toInteger(-1), "limit");
}

CONFAB_TEST(ContractTest)
#include "contracttest.moc"
