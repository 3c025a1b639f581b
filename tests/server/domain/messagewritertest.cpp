// SPDX-License-Identifier: Apache-2.0
#include "server/domain/messagewriter.h"
#include "server/bus/eventbus.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// Posts from many at once; the writer is held by a job where a test needs them to wait.
class MessageWriterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_storage = std::make_unique<StorageFixture>();
        m_ada = m_storage->person(u"ada"_s);
        m_grace = m_storage->person(u"grace"_s);
        m_bus = std::make_unique<LocalEventBus>();
        m_bus->subscribe([this](const Events &events) {
            const std::lock_guard lock(m_mutex);
            m_events.append(events);
        });
        m_events.clear();
        m_writer = std::make_unique<Writer>(m_storage->database().url(), *m_bus);
        QVERIFY(m_writer->start());
        m_conversations = std::make_unique<ConversationService>(m_storage->clock());
        m_messages = std::make_unique<MessageWriter>(*m_writer, *m_bus, *m_conversations, m_storage->clock());
    }

    void cleanup()
    {
        m_writer->stop();
        m_messages.reset();
        m_writer.reset();
        m_storage.reset();
    }

    void aFloodIsWrittenInItsOrder()
    {
        constexpr int count = 2500; // more than one batch
        auto gate = hold();
        std::atomic<int> answered = 0;
        QList<Seq> seqs;
        for (int i = 0; i < count; ++i) {
            m_messages->post(post(m_ada), [&](const Result<Posted> &posted) {
                seqs.append(posted ? posted->message.seq : Seq());
                ++answered;
            });
        }
        gate.set_value();
        QTRY_COMPARE_WITH_TIMEOUT(answered.load(), count, 60000);
        for (int i = 0; i < count; ++i)
            QCOMPARE(seqs[i], Seq(i + 1));
    }

    void aRefusalIsToldToItsSocket()
    {
        Post bad = post(m_ada);
        bad.to = u"nobody"_s;
        bad.origin = {.socket = SocketId(7), .ref = "1"};
        m_messages->post(bad);
        QTRY_VERIFY(refused().has_value());
        QCOMPARE(refused()->origin.ref, QByteArray("1"));
        QCOMPARE(refused()->error.code, ErrorCode::NotFound);
    }

    void fewerThanLastTimeAreWrittenToo()
    {
        std::atomic<int> answered = 0;
        for (const int count : {20, 3, 1}) {
            auto gate = hold();
            answered = 0;
            for (int i = 0; i < count; ++i)
                m_messages->post(post(m_ada),
                                 [&](const Result<Posted> &posted) { answered += posted ? 1 : 0; });
            gate.set_value();
            QTRY_COMPARE_WITH_TIMEOUT(answered.load(), count, 20'000);
        }
    }

    void asManyAsLastTimeEndTheGathering()
    {
        // Each answer brings the next post, as people do who wait for theirs.
        constexpr int people = 20;
        std::atomic<int> answered = 0;
        std::function<void(const Result<Posted> &)> again = [&](const Result<Posted> &posted) {
            if (posted && ++answered < 50 * people)
                m_messages->post(post(m_ada), again);
        };
        auto gate = hold();
        for (int i = 0; i < people; ++i)
            m_messages->post(post(m_ada), again);
        gate.set_value();
        QTRY_VERIFY_WITH_TIMEOUT(answered.load() >= 50 * people, 60'000);
        m_writer->stop(); // those that are still on their way refer to this
    }

    void isCrowdedUntilTheWaitingAreTaken()
    {
        auto gate = hold();
        std::atomic<int> answered = 0;
        const int enough = int(MessageWriter::queueLength / 10) + 2;
        for (int i = 0; i < enough; ++i)
            m_messages->post(post(m_ada), [&](const Result<Posted> &) { ++answered; });
        QVERIFY(m_messages->isCrowded());
        gate.set_value();
        QTRY_COMPARE_WITH_TIMEOUT(answered.load(), enough, 60000);
        QVERIFY(!m_messages->isCrowded());
    }

    void refusesWhenItIsFullOfText()
    {
        auto gate = hold();
        Post large = post(m_ada);
        large.body = QString(1'000'000, u'x');
        const int enough = int(MessageWriter::queueCharacters / large.body.size()) + 1;
        for (int i = 0; i < enough; ++i)
            m_messages->post(large); // one text, shared; repeats of one message
        std::optional<Error> refusal;
        m_messages->post(post(m_ada), [&](const Result<Posted> &posted) { refusal = posted.error(); });
        QVERIFY(refusal); // at once
        QCOMPARE(refusal->code, ErrorCode::Unavailable);
        QVERIFY(refusal->retryAfter.count() > 0);
        gate.set_value();
    }

    void whatAStoppedWriterRefusesIsAnswered()
    {
        m_writer->stop();
        std::optional<Result<Posted>> outcome;
        m_messages->post(post(m_ada), [&](const Result<Posted> &posted) { outcome = posted; });
        QVERIFY(outcome && !*outcome);
        QCOMPARE(outcome->error().code, ErrorCode::Unavailable);
    }

private:
    static Post post(const Caller &caller)
    {
        return {.caller = caller, .to = u"grace"_s, .clientId = QUuid::createUuid(), .body = u"text"_s};
    }

    /// Keeps the writer busy until the promise is kept.
    std::promise<void> hold()
    {
        std::promise<void> gate;
        auto opened = gate.get_future().share();
        m_writer->submit(
            [opened](Transaction &) -> Result<void> {
                opened.wait();
                return {};
            },
            [](const Result<void> &, Events &) {});
        return gate;
    }

    std::optional<Refused> refused()
    {
        const std::lock_guard lock(m_mutex);
        return only<Refused>(m_events);
    }

    std::unique_ptr<StorageFixture> m_storage;
    std::unique_ptr<ConversationService> m_conversations;
    std::unique_ptr<LocalEventBus> m_bus;
    std::unique_ptr<Writer> m_writer;
    std::unique_ptr<MessageWriter> m_messages;
    Caller m_ada;
    Caller m_grace;
    std::mutex m_mutex;
    Events m_events; // guarded by m_mutex
};

CONFAB_TEST(MessageWriterTest)
#include "messagewritertest.moc"
