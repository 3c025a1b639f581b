// SPDX-License-Identifier: Apache-2.0
#include "client/store/filelistmodel.h"
#include "tests/client/store/device.h"
#include "tests/support/testcase.h"

#include <QAbstractItemModelTester>

namespace confab::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A device of Ada's that is online, and what Grace has written to her: every other message holds two files.
struct Fixture {
    explicit Fixture(int messages)
        : server(time)
        , conversation(server.between(u"ada"_s, u"grace"_s))
        , device(server, time)
    {
        for (int i = 1; i <= messages; ++i)
            post(i % 2 ? QStringList{u"%1a.txt"_s.arg(i), u"%1b.png"_s.arg(i)} : QStringList());
        device.goOnline();
        open();
    }
    void post(const QStringList &names)
    {
        QList<Attachment> files;
        for (const QString &name : names)
            files.append({.id = FileId(++lastFile), .name = name, .size = 10, .mediaType = u"text/plain"_s});
        server.post(u"grace"_s, conversation, u"look"_s, files);
    }
    void open()
    {
        const ChatId chat = device.chatWith(u"grace"_s);
        const auto load = [this, chat](const MessageRange &range, Answer<Seq> done) {
            device.engine->load(chat, range, std::move(done));
        };
        model = std::make_unique<FileListModel>(*device.store, chat, load,
                                                [](const QString &name) { return name.toUpper(); });
        tester = std::make_unique<QAbstractItemModelTester>(model.get());
    }
    void goOffline()
    {
        device.link->isReachable = false;
        device.link->cut();
        time.advance(1s);
    }
    void fetchAll()
    {
        while (model->canFetchMore({})) {
            model->fetchMore({});
            time.advance(1s);
        }
    }
    QStringList names() const
    {
        QStringList names;
        for (int row = 0; row < model->rowCount(); ++row)
            names.append(model->index(row).data().toString());
        return names;
    }
    QList<qint64> seqs() const
    {
        QList<qint64> seqs;
        for (int row = 0; row < model->rowCount(); ++row)
            seqs.append(model->index(row).data(FileListModel::SeqRole).toLongLong());
        return seqs;
    }

    FakeTime time;
    MemoryServer server;
    ConversationId conversation;
    qint64 lastFile = 0;
    Device device;
    std::unique_ptr<FileListModel> model;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

QList<qint64> oddTwiceDownFrom(qint64 last)
{
    QList<qint64> seqs;
    for (qint64 seq = last; seq > 0; seq -= 2)
        seqs << seq << seq;
    return seqs;
}

} // namespace

/// The files of a conversation: those of the device at once, the rest from the server.
class FileListModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsTheLatestFirst()
    {
        Fixture f(3);
        f.time.advance(1s);
        QCOMPARE(f.names(), QStringList({u"3a.txt"_s, u"3b.png"_s, u"1a.txt"_s, u"1b.png"_s}));
        const QModelIndex first = f.model->index(0);
        QCOMPARE(first.data(FileListModel::SenderRole).toString(), u"GRACE"_s);
        QVERIFY(!first.data(FileListModel::IsOwnRole).toBool());
        QCOMPARE(first.data(FileListModel::FileRole).value<MessageFile>().shown.size, 10);
    }

    void bringsWhatOnlyTheServerHas()
    {
        Fixture f(301); // the device has the end alone
        QVERIFY(f.model->rowCount() < 2 * FileListModel::pageSize);
        QVERIFY(f.model->isLoading());
        f.time.advance(1s);
        QCOMPARE(f.model->rowCount(), 2 * FileListModel::pageSize);
        f.fetchAll();
        QCOMPARE(f.seqs(), oddTwiceDownFrom(301));
        f.goOffline(); // and they stay here
        f.open();
        f.time.advance(1s);
        f.fetchAll();
        QVERIFY(f.model->isLocal());
        QCOMPARE(f.seqs(), oddTwiceDownFrom(301));
    }

    void fillsAHoleBetweenItsRows()
    {
        Fixture f(401);
        f.server.edit(f.conversation, Seq(3), u"edited"_s); // a message in the middle of nowhere
        f.time.advance(5s);
        QCOMPARE(f.seqs(), oddTwiceDownFrom(401).mid(0, 400)); // Below the last row nothing is asked for.
        f.fetchAll();
        QCOMPARE(f.seqs(), oddTwiceDownFrom(401));
    }

    void followsWhatHappens()
    {
        Fixture f(1);
        f.time.advance(1s);
        f.post({u"new.txt"_s});
        f.time.advance(1s);
        QCOMPARE(f.names(), QStringList({u"new.txt"_s, u"1a.txt"_s, u"1b.png"_s}));
        f.server.erase(f.conversation, Seq(1));
        f.time.advance(1s);
        QCOMPARE(f.names(), QStringList{u"new.txt"_s});
    }

    void showsWhatIsHereWhileOffline()
    {
        Fixture f(301);
        f.time.advance(1s);
        f.goOffline();
        f.open();
        f.time.advance(1s);
        QVERIFY(f.model->isLocal());
        QVERIFY(f.model->rowCount() > 0);
        f.fetchAll();
        QVERIFY(f.model->isLocal());
        QVERIFY(f.model->rowCount() < 302);
        f.device.link->isReachable = true;
        f.time.advance(2min);
        f.model->retry();
        f.time.advance(1s);
        QVERIFY(!f.model->isLocal());
        f.fetchAll();
        QCOMPARE(f.seqs(), oddTwiceDownFrom(301));
    }
};

} // namespace confab::tests

using confab::tests::FileListModelTest;
CONFAB_TEST(FileListModelTest)
#include "filelistmodeltest.moc"
