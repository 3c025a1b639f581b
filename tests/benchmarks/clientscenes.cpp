// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/clientscenes.h"

#include "client/store/messagesearch.h"
#include "client/store/profile.h"
#include "client/store/secretstore.h"
#include "client/view/conversationview.h"
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
#include <random>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

constexpr double longFrame = 16; ///< milliseconds
constexpr int searches = 20; ///< of each kind
constexpr int frames = 3000; ///< of each kind of scrolling
constexpr int jumps = 50;

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
        , m_messages(*window.findChild<QAbstractItemView *>(u"messageView"_s))
    { }

    void play()
    {
        say("painted", 0);
        open();
        say("resident", residentMiB());
        scroll("wheel", [this] { turnWheel(); });
        scroll("page", [this] { press(Qt::Key_PageUp); });
        search("rare", SearchedFor::rare);
        search("common", SearchedFor::common);
        search("none", SearchedFor::none);
        search("none-of-common-pairs", SearchedFor::commonPairs);
        say("resident-at-end", residentMiB());
    }

private:
    void say(const char *figure, double value) { m_out << figure << ' ' << value << Qt::endl; }

    /// How long `action` takes with all that it sets off, painting included.
    static double frame(const std::function<void()> &action)
    {
        QElapsedTimer timer;
        timer.start();
        action();
        QCoreApplication::processEvents();
        return double(timer.nsecsElapsed()) / 1e6;
    }

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
        say("opened", frame([&] {
                list->setCurrentIndex(list->model()->index(0, 0));
                QKeyEvent enter(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
                QApplication::sendEvent(list, &enter);
                m_messages.viewport()->repaint();
            }));
    }

    void scroll(const QByteArray &how, const std::function<void()> &action)
    {
        double longest = 0;
        int slow = 0;
        for (int i = 0; i < frames; ++i) {
            const double time = frame(action);
            longest = std::max(longest, time);
            slow += time > longFrame ? 1 : 0;
        }
        say(how + "-frames-over-16", slow);
        say(how + "-longest-frame", longest);
    }

    void search(const QByteArray &kind, const QString &query)
    {
        MessageSearch search(m_profile.databasePath(), m_profile.searchIndexPath());
        std::vector<double> times;
        for (int i = 0; i < searches; ++i)
            times.push_back(timeOf(search, query));
        std::sort(times.begin(), times.end());
        say("search-" + kind, times[times.size() / 2]);
        say("search-" + kind + "-worst", times.back());
    }

    static double timeOf(MessageSearch &search, const QString &query)
    {
        QEventLoop loop;
        QObject::connect(&search, &MessageSearch::found, &loop, &QEventLoop::quit);
        QElapsedTimer timer;
        timer.start();
        (void)search.find(query, 30);
        loop.exec();
        return double(timer.nsecsElapsed()) / 1e6;
    }

    const Profile &m_profile;
    QWidget &m_window;
    QAbstractItemView &m_messages;
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
