// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/client/agreementrun.h"

#include "tests/integration/client/agreement.h"

using namespace Qt::StringLiterals;

namespace confab::tests {

AgreementRun::AgreementRun(QList<Door> doors, Disturb disturb)
    : m_doors(std::move(doors))
    , m_disturb(std::move(disturb))
{ }

void AgreementRun::run()
{
    const int asked = qEnvironmentVariableIntValue("CONFAB_ACTIONS");
    bool hasSeed = false;
    const int given = qEnvironmentVariableIntValue("CONFAB_SEED", &hasSeed);
    const auto seed = hasSeed ? quint32(given) : QRandomGenerator::global()->bounded(1'000'000U);
    qInfo("CONFAB_SEED=%u", seed);
    m_random.seed(seed);
    gather();
    makeGroup();
    if (QTest::currentTestFailed())
        return;
    doAtRandom(asked > 0 ? asked : 2000);
    for (const auto &actor : m_actors)
        actor->recover();
    for (const auto &actor : m_actors)
        QTRY_VERIFY_WITH_TIMEOUT(actor->isSettled(), 60'000);
    compareAll();
    compareWritten();
}

/// Five devices of three people.
void AgreementRun::gather()
{
    const QStringList names{u"ada"_s, u"grace"_s, u"linus"_s};
    for (const QString &name : names)
        m_people.push_back(std::make_unique<Person>(m_doors.first(), name));
    for (const QString &name : QStringList{u"ada"_s, u"ada"_s, u"grace"_s, u"grace"_s, u"linus"_s}) {
        QStringList others = names;
        others.removeOne(name);
        m_actors.push_back(std::make_unique<Actor>(
            name, m_directory.filePath(QString::number(m_actors.size())),
            m_doors.at(qsizetype(m_actors.size()) % m_doors.size()).port, others, m_random));
        QVERIFY(m_actors.back()->signIn());
    }
}

void AgreementRun::makeGroup()
{
    const QJsonObject group = m_people.front()
                                  ->post(u"/conversations"_s,
                                         {{"kind"_L1, "group"_L1},
                                          {"title"_L1, "All of us"_L1},
                                          {"members"_L1, QJsonArray{"grace"_L1, "linus"_L1}},
                                          {"clientId"_L1, Person::newClientId()}})
                                  .json();
    m_group = group["id"_L1].toString();
    QVERIFY(!m_group.isEmpty());
}

void AgreementRun::doAtRandom(int actions)
{
    for (int done = 0; done < actions; ++done) {
        m_actors.at(m_random.bounded(quint32(m_actors.size())))->act();
        QTest::qWait(m_random.bounded(12));
        if (m_random.bounded(100) == 0)
            changeGroup();
        if (m_random.bounded(200) == 0)
            disturb();
        if (QTest::currentTestFailed())
            return;
    }
}

/// Linus goes and comes, the title is another one.
void AgreementRun::changeGroup()
{
    Person &owner = *m_people.front();
    const QString path = u"/conversations/"_s + m_group;
    const int statuses[]{
        m_random.bounded(2) == 0
            ? owner.patch(path, {{"title"_L1, u"We %1"_s.arg(m_random.bounded(100))}}).status
            : 200,
        owner.remove(path + u"/members/linus"_s).status,
        owner.post(path + u"/members"_s, {{"username"_L1, "linus"_L1}}).status,
    };
    for (const int status : statuses)
        QVERIFY2(status >= 200 && status < 500, qPrintable(QString::number(status)));
}

void AgreementRun::disturb()
{
    m_disturb(m_random);
    for (const auto &actor : m_actors) {
        if (actor->device().account)
            actor->device().account->retryNow();
    }
}

void AgreementRun::compareAll()
{
    for (std::size_t device = 0; device < m_actors.size(); ++device) {
        Actor &actor = *m_actors.at(device);
        const auto person = std::find_if(m_people.begin(), m_people.end(), [&actor](const auto &one) {
            return one->username() == actor.username();
        });
        QStringList differing;
        const auto agrees = [&] {
            differing = differences(seenOn(*actor.device().account), seenBy(**person));
            return differing.isEmpty();
        };
        if (!QTest::qWaitFor(agrees, 30'000))
            QFAIL(qPrintable(u"device %1 of %2:\n"_s.arg(device).arg(actor.username())
                             + differing.mid(0, 20).join(u'\n')));
    }
}

void AgreementRun::compareWritten()
{
    QHash<QUuid, QSet<QString>> places; // who was away for a while sees less than others
    for (const auto &person : m_people) {
        const QJsonArray conversations
            = person->get(u"/conversations?limit=100"_s).json()["conversations"_L1].toArray();
        for (const QJsonValue &conversation : conversations) {
            const auto messages = person->messages(conversation["id"_L1].toString());
            for (const QJsonObject &message : messages)
                places[QUuid(message["clientId"_L1].toString())].insert(message["id"_L1].toString());
        }
    }
    QMap<Actor::Fate, int> fates;
    qsizetype stored = 0;
    for (const auto &actor : m_actors) {
        for (auto it = actor->written().begin(); it != actor->written().end(); ++it) {
            const auto there = places.value(it.key()).size();
            if (there == 0)
                ++fates[actor->fateOf(it.key())];
            stored += there;
            const QByteArray what = it->text.toUtf8();
            QVERIFY2(there <= 1, what.constData());
            // One that was given up may have arrived before the network was cut: then its writer sees it
            // there.
            QVERIFY2(there == 1 || actor->fateOf(it.key()) == Actor::Fate::Refused
                         || actor->fateOf(it.key()) == Actor::Fate::GivenUp,
                     what.constData());
        }
    }
    qInfo("%lld stand once, %d were refused, %d given up", qlonglong(stored),
          fates.value(Actor::Fate::Refused), fates.value(Actor::Fate::GivenUp));
    QVERIFY(stored > 0);
}

} // namespace confab::tests
