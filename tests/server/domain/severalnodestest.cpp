// SPDX-License-Identifier: Apache-2.0
#include "server/bus/eventbus.h"
#include "server/domain/messagewriter.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

#include <future>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// Two nodes, each with several writers, post to the same conversations; some things to both of them.
class SeveralNodesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numberWithoutAHoleAndWriteOnce()
    {
        StorageFixture storage;
        const Caller ada = storage.person(u"ada"_s);
        const QStringList others{u"bea"_s, u"cleo"_s, u"dora"_s};
        for (const QString &other : others)
            (void)storage.person(other);
        LocalEventBus bus;
        Writer first(storage.url(), bus, 4);
        Writer second(storage.url(), bus, 4);
        QVERIFY(first.start() && second.start());
        const ConversationService conversations(storage.clock());
        MessageWriter one(first, bus, conversations, storage.clock());
        MessageWriter two(second, bus, conversations, storage.clock());

        constexpr int count = 300;
        std::vector<std::future<Result<Posted>>> here;
        std::vector<std::future<Result<Posted>>> there;
        for (int i = 0; i < count; ++i) {
            // Nobody has begun these conversations: both nodes do, at the same time.
            const Post message{.caller = ada,
                               .to = others[i % others.size()],
                               .clientId = QUuid::createUuid(),
                               .body = u"message %1 \U0001F44D"_s.arg(i)};
            here.push_back(post(one, message));
            there.push_back(post(two, message));
        }
        for (int i = 0; i < count; ++i) {
            const auto a = here[i].get();
            const auto b = there[i].get();
            QVERIFY2(a, a ? "" : qPrintable(a.error().detail));
            QVERIFY2(b, b ? "" : qPrintable(b.error().detail));
            QCOMPARE(a->message.id(), b->message.id());
            QVERIFY(a->repeated != b->repeated);
        }
        checkNumbers(storage.database(), count, int(others.size()));
    }

private:
    static std::future<Result<Posted>> post(MessageWriter &writer, const Post &message)
    {
        auto promise = std::make_shared<std::promise<Result<Posted>>>();
        auto future = promise->get_future();
        writer.post(message, [promise](const Result<Posted> &posted) { promise->set_value(posted); });
        return future;
    }
    static void checkNumbers(Database &database, int messages, int conversations)
    {
        auto rows = database.run(uR"(
            SELECT count(m.seq), count(DISTINCT m.seq), max(m.seq), max(c.last_seq), count(DISTINCT m.change),
                   max(m.change), max(c.change)
              FROM conversation c JOIN message m ON m.conversation_id = c.id
             GROUP BY c.id)"_s);
        QVERIFY(rows);
        int found = 0;
        while (rows->next()) {
            ++found;
            for (int column = 0; column < 5; ++column)
                QCOMPARE(rows->integer(column), messages / conversations);
            QCOMPARE(rows->integer(5), rows->integer(6));
            QCOMPARE(rows->integer(5), messages / conversations + 1); // its making is the first
        }
        QCOMPARE(found, conversations);
    }
};

CONFAB_TEST(SeveralNodesTest)
#include "severalnodestest.moc"
