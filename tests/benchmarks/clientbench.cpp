// SPDX-License-Identifier: Apache-2.0
#include "client/store/localstore.h"
#include "client/store/profile.h"
#include "client/store/secretstore.h"
#include "client/store/syncstore.h"
#include "client/view/preferences.h"
#include "client/view/shell.h"
#include "client/view/theme.h"
#include "shared/core/uuid7.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFile>
#include <QKeyEvent>
#include <QProcess>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

#include <algorithm>

/// How long the client takes from the start of its process to its painted window, and to an opened
/// conversation, on a local database that is full: without a server, as everything is read offline. README.md
/// says how it is used.
namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

constexpr int pageLength = 200;
const QString self = u"ada"_s;

Message messageOf(ConversationId conversation, int seq, const QString &peer, Timestamp now)
{
    return {.conversation = conversation,
            .seq = Seq(seq),
            .change = Change(seq + 1),
            .clientId = newUuid7(now),
            .sender = seq % 3 ? peer : self,
            .sentAt = now + std::chrono::minutes(seq),
            .body
            = u"Message %1, as long as people write them, and now and then a little longer."_s.arg(seq)};
}

/// One conversation with its last message, as the server's summary has it.
Conversation summaryOf(int number, int messages, Timestamp now)
{
    const ConversationId id(number);
    const QString peer = u"person%1"_s.arg(number);
    return {.id = id,
            .members = {{.user = self}, {.user = peer}},
            .memberCount = 2,
            .membership = MembershipId(number),
            .firstSeq = Seq(1),
            .lastSeq = Seq(messages),
            .change = Change(messages + 1),
            .lastMessage = messageOf(id, messages, peer, now),
            .updatedAt = now + std::chrono::minutes(number)};
}

bool fill(const Profile &profile, int conversations, int messages)
{
    const auto store = LocalStore::open(profile.databasePath(), self);
    if (!store)
        return false;
    SyncStore sync(**store);
    const Timestamp now = SystemClock().now() - std::chrono::hours(24 * 30);
    const int each = messages / conversations;
    for (int number = 1; number <= conversations; ++number) {
        const Conversation conversation = summaryOf(number, each, now);
        if (!sync.applySummaries({conversation}))
            return false;
        for (int last = each; last > 0; last -= pageLength) {
            QList<Message> page;
            for (int seq = std::max(1, last - pageLength + 1); seq <= last; ++seq)
                page.append(messageOf(conversation.id, seq, u"person%1"_s.arg(number), now));
            const auto kind = last == each ? SyncStore::PageKind::Tail : SyncStore::PageKind::Older;
            if (!sync.applyPage(conversation.id, page, kind))
                return false;
        }
    }
    return true;
}

qint64 residentKiB()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').first().toLongLong();
    }
    return 0;
}

/// Says when something is painted for the first time.
class FirstPaint final : public QObject {
public:
    FirstPaint(QWidget &widget, std::function<void()> done)
        : m_done(std::move(done))
    {
        widget.installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        // After the event, and what it queues, has been worked off.
        if (event->type() == QEvent::Paint && m_done)
            QTimer::singleShot(0, this, std::exchange(m_done, nullptr));
        return false;
    }

private:
    std::function<void()> m_done;
};

/// The process that is measured: what main() does, then the newest conversation, then the end.
int show(const QString &directory)
{
    const auto profile = Profile::open(directory);
    Theme theme(*qApp);
    Preferences preferences(profile->directory());
    MemorySecretStore secrets;
    const SystemClock clock;
    Shell shell(*profile, {theme, preferences, secrets, clock});
    shell.start({});
    QTextStream out(stdout);
    FirstPaint window(*shell.window(), [&] {
        out << "painted" << Qt::endl;
        QElapsedTimer opening;
        opening.start();
        auto *messages = shell.window()->findChild<QAbstractItemView *>(u"messageView"_s);
        QKeyEvent enter(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
        auto *list = shell.window()->findChild<QAbstractItemView *>(u"conversationList"_s);
        list->setCurrentIndex(list->model()->index(0, 0));
        QApplication::sendEvent(list, &enter);
        messages->viewport()->repaint();
        out << opening.nsecsElapsed() / 1000 << ' ' << messages->model()->rowCount() << ' ' << residentKiB()
            << Qt::endl;
        QTimer::singleShot(0, qApp, &QApplication::quit);
    });
    return QApplication::exec();
}

struct Figures {
    double painted; ///< milliseconds
    double opened; ///< milliseconds
    double resident; ///< MiB
};

std::optional<Figures> measure(const QString &directory)
{
    QProcess process;
    QElapsedTimer timer;
    timer.start();
    process.start(QCoreApplication::applicationFilePath(), {u"--show"_s, directory});
    if (!process.waitForReadyRead(30000) || !process.readLine().startsWith("painted"))
        return std::nullopt;
    const double painted = double(timer.nsecsElapsed()) / 1e6;
    if (!process.waitForFinished(30000))
        return std::nullopt;
    const QByteArrayList rest = process.readAllStandardOutput().trimmed().split(' ');
    if (rest.size() != 3 || rest[1].toInt() == 0)
        return std::nullopt;
    return Figures{painted, rest[0].toDouble() / 1000, rest[2].toDouble() / 1024};
}

double median(const QList<Figures> &figures, double Figures::*member)
{
    QList<double> values;
    for (const Figures &one : figures)
        values.append(one.*member);
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

int compare(int conversations, int messages, int runs)
{
    const QTemporaryDir directory;
    auto profile = Profile::open(directory.path());
    if (!profile || !profile->remember(QUrl(u"http://127.0.0.1:9"_s), self, u"Ada Lovelace"_s)
        || !fill(*profile, conversations, messages))
        return 1;
    QList<Figures> figures;
    for (int run = 0; run < runs; ++run) {
        const auto one = measure(directory.path());
        if (!one)
            return 1;
        figures.append(*one);
    }
    QTextStream(stdout) << messages << " messages in " << conversations << " conversations, medians of "
                        << runs << " starts\n  window painted      " << median(figures, &Figures::painted)
                        << " ms\n  conversation opened " << median(figures, &Figures::opened)
                        << " ms\n  resident memory     " << median(figures, &Figures::resident) << " MiB\n";
    return 0;
}

int run(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions({{u"messages"_s, u"Messages in the local database."_s, u"N"_s, u"100000"_s},
                       {u"conversations"_s, u"Conversations they stand in."_s, u"N"_s, u"100"_s},
                       {u"runs"_s, u"Starts of which the median is shown."_s, u"N"_s, u"7"_s},
                       {u"show"_s, u"Only starts on the data in DIR, and ends."_s, u"DIR"_s}});
    parser.addHelpOption();
    parser.process(arguments);
    if (parser.isSet(u"show"_s))
        return show(parser.value(u"show"_s));
    return compare(parser.value(u"conversations"_s).toInt(), parser.value(u"messages"_s).toInt(),
                   parser.value(u"runs"_s).toInt());
}

} // namespace

} // namespace confab::tests

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Confab"));
    return confab::tests::run(QApplication::arguments());
}
