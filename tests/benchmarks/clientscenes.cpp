// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/clientscenes.h"

#include "client/store/messagelistmodel.h"
#include "client/store/messagesearch.h"
#include "client/store/profile.h"
#include "client/store/secretstore.h"
#include "client/view/messageview.h"
#include "client/view/preferences.h"
#include "client/view/shell.h"
#include "client/view/theme.h"
#include "tests/benchmarks/clientdata.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QKeyEvent>
#include <QScrollBar>
#include <QTextStream>
#include <QTimer>
#include <QWheelEvent>

#include <algorithm>
#include <ctime>
#include <random>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

constexpr double longFrame = 16; ///< milliseconds
constexpr int searches = 20; ///< of each kind
constexpr int framesEach = 3000; ///< of each kind of scrolling
constexpr int jumps = 50;

/// What a stretch of work took: on the wall, and of the processors' time. Where other programs run as well,
/// the second one says what the work itself costs.
class Stopwatch {
public:
    Stopwatch() { m_wall.start(); }
    [[nodiscard]] double wall() const { return double(m_wall.nsecsElapsed()) / 1e6; }
    [[nodiscard]] double cpu() const { return cpuNow() - m_cpu; }

private:
    static double cpuNow()
    {
        timespec time{};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
        return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
    }

    QElapsedTimer m_wall;
    double m_cpu = cpuNow();
};

struct Times {
    void add(const Stopwatch &watch)
    {
        wall.push_back(watch.wall());
        cpu.push_back(watch.cpu());
    }

    std::vector<double> wall = {};
    std::vector<double> cpu = {};
};

double residentMiB()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').first().toDouble() / 1024;
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

class Scenes {
public:
    Scenes(const Profile &profile, QWidget &window)
        : m_profile(profile)
        , m_window(window)
        , m_messages(*window.findChild<MessageView *>(u"messageView"_s))
    { }

    void play()
    {
        say("painted", 0);
        open();
        say("resident", residentMiB());
        frames("wheel", framesEach, [this] { turnWheel(); });
        frames("page", framesEach, [this] { press(Qt::Key_PageUp); });
        frames("jump", jumps, [this] { jump(); });
        search("rare", SearchedFor::rare);
        search("common", SearchedFor::common);
        search("none", SearchedFor::none);
        search("none-of-common-pairs", SearchedFor::commonPairs);
        say("resident-at-end", residentMiB());
    }

private:
    void say(const QByteArray &figure, double value) { m_out << figure << ' ' << value << Qt::endl; }

    void say(const QByteArray &figure, std::vector<double> times)
    {
        std::sort(times.begin(), times.end());
        const auto slow
            = std::count_if(times.begin(), times.end(), [](double time) { return time > longFrame; });
        say(figure + "-median", times[times.size() / 2]);
        say(figure + "-worst", times.back());
        say(figure + "-over-16", double(slow));
    }

    /// How long `action` takes with all that it sets off, painting included, again and again.
    void frames(const QByteArray &how, int count, const std::function<void()> &action)
    {
        Times times;
        for (int i = 0; i < count; ++i) {
            const Stopwatch watch;
            action();
            QCoreApplication::processEvents();
            times.add(watch);
        }
        say(how, times.wall);
        say(how + "-cpu", times.cpu);
    }

    void jump() { m_messages.showMessage(Seq(std::uniform_int_distribution(1, m_longest)(m_random))); }

    void press(Qt::Key key)
    {
        QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier);
        QApplication::sendEvent(&m_messages, &event);
    }

    void turnWheel()
    {
        const QPoint centre = m_messages.viewport()->rect().center();
        QWheelEvent event(centre, m_messages.viewport()->mapToGlobal(centre), {}, {0, 120}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_messages.viewport(), &event);
    }

    void open()
    {
        auto *list = m_window.findChild<QAbstractItemView *>(u"conversationList"_s);
        const Stopwatch watch;
        list->setCurrentIndex(list->model()->index(0, 0));
        QKeyEvent enter(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
        QApplication::sendEvent(list, &enter);
        m_messages.viewport()->repaint();
        QCoreApplication::processEvents();
        say("opened", watch.wall());
        say("opened-cpu", watch.cpu());
        m_longest = m_messages.model()
                        ->index(m_messages.model()->rowCount() - 1, 0)
                        .data(MessageListModel::SeqRole)
                        .toInt();
    }

    void search(const QByteArray &kind, const QString &query)
    {
        MessageSearch search(m_profile.databasePath(), m_profile.searchIndexPath());
        QEventLoop loop;
        QObject::connect(&search, &MessageSearch::found, &loop, &QEventLoop::quit);
        Times times;
        for (int i = 0; i < searches; ++i) {
            const Stopwatch watch;
            (void)search.find({.text = query}, 30);
            loop.exec();
            times.add(watch);
        }
        say("search-" + kind, times.wall);
        say("search-" + kind + "-cpu", times.cpu);
    }

    const Profile &m_profile;
    QWidget &m_window;
    MessageView &m_messages;
    int m_longest = 0; ///< the last message of the conversation
    std::mt19937 m_random{3};
    QTextStream m_out{stdout};
};

} // namespace

int showClient(const QString &directory)
{
    const auto profile = Profile::open(directory);
    Theme theme(*qApp);
    Preferences preferences(profile->directory());
    MemorySecretStore secrets;
    const SystemClock clock;
    Shell shell(*profile, {theme, preferences, secrets, clock});
    shell.start({});
    FirstPaint paint(*shell.window(), [&] {
        Scenes(*profile, *shell.window()).play();
        QTimer::singleShot(0, qApp, &QApplication::quit);
    });
    return QApplication::exec();
}

} // namespace confab::tests
