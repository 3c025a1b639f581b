// SPDX-License-Identifier: Apache-2.0
#include "client/desktop/languages.h"
#include "client/desktop/secretstores.h"
#include "client/store/delivery.h"
#include "client/store/messagelistmodel.h"
#include "client/view/composer.h"
#include "client/view/icons.h"
#include "client/view/messageview.h"
#include "tests/gui/desktop.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QPainter>
#include <QTextStream>

using namespace Qt::StringLiterals;

namespace confab::tests {

namespace {

struct Line {
    enum class By { Ada, Grace };
    By by;
    const char *text;
    enum class To { Nobody, Last } to = To::Nobody; ///< what it answers
};

/// What they say to each other; the last line stays unanswered.
constexpr Line script[]{
    {Line::By::Ada, "Good morning! Did the build pass?"},
    {Line::By::Grace, "It did, on the *second* try. I had left a **moth** in the relay."},
    {Line::By::Ada, "Again? Keep it, that log entry will be famous one day.", Line::To::Last},
    {Line::By::Grace,
     "Already taped in. By the way, `confabd backup` runs while people write: I tried it all night."},
    {Line::By::Ada, "And nothing lost?"},
    {Line::By::Grace, "Not a word. Killed it fifty times, every message is still there, each exactly once."},
    {Line::By::Ada, "Then I shall write the note on the engine today. Lunch at one?"},
    {Line::By::Grace, "One it is. See you there!"},
};

/// One of the two, with a real window on a directory that `confab --data` takes.
std::unique_ptr<Desktop> openDesktop(const QString &directory, const QString &server)
{
    // Where confab itself will look for the login.
    auto desktop = std::make_unique<Desktop>(directory, server,
                                             openSecretStore(directory + "/profiles/default/secrets"_L1));
    desktop->open();
    return desktop;
}

int complain(const char *what)
{
    QTextStream(stderr) << "confab-demo: " << what << Qt::endl;
    return 1;
}

/// Each types what the script says and waits until the other has it on the screen.
bool converse(Desktop &ada, Desktop &grace)
{
    for (const Line &line : script) {
        Desktop &writer = line.by == Line::By::Ada ? ada : grace;
        Desktop &reader = line.by == Line::By::Ada ? grace : ada;
        const QString text = QString::fromUtf8(line.text);
        if (line.to == Line::To::Last)
            QTest::keyClick(writer.find<QWidget>(u"composerEdit"_s), Qt::Key_Up, Qt::ControlModifier);
        writer.write(text);
        const auto arrived = [&] { return reader.messageRole(text, MessageListModel::BodyRole).isValid(); };
        if (&line == std::begin(script)
            && !QTest::qWaitFor([&] { return grace.openFromList(u"Ada Lovelace"_s); }))
            return false;
        if (!QTest::qWaitFor(arrived))
            return false;
    }
    // Ada likes how it goes.
    auto *view = ada.find<MessageView>(u"messageView"_s);
    Q_EMIT view->reactionToggled(view->row(int(std::size(script)) - 3).item, u"🎉"_s);
    const auto delivered = [&] {
        const QVariant state
            = grace.messageRole(QString::fromUtf8(std::end(script)[-1].text), MessageListModel::DeliveryRole);
        return state.value<Delivery>() >= Delivery::Delivered && state.value<Delivery>() != Delivery::Refused;
    };
    return QTest::qWaitFor(delivered);
}

/// What Ada has drawn: a wheel of the engine.
QString drawWheel(const QString &directory)
{
    constexpr int teeth = 24;
    QImage drawing(960, 640, QImage::Format_RGB32);
    drawing.fill(QColor(0xf4, 0xec, 0xd8));
    QPainter painter(&drawing);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(0x4a, 0x3b, 0x2a), 6));
    for (const auto &[center, radius] : {std::pair(QPoint(380, 320), 190), std::pair(QPoint(690, 260), 90)}) {
        painter.drawEllipse(center, radius, radius);
        painter.drawEllipse(center, radius / 5, radius / 5);
        for (int tooth = 0; tooth < teeth; ++tooth) {
            const QLineF along = QLineF::fromPolar(radius + 24, 360.0 * tooth / teeth).translated(center);
            painter.drawLine(along.pointAt(double(radius) / (radius + 24)), along.p2());
        }
    }
    const QString path = directory + "/engine.png"_L1;
    return drawing.save(path) ? path : QString();
}

bool sendDrawing(Desktop &ada, Desktop &grace, const QString &path)
{
    const QString text = u"The wheels of the engine, as they will stand."_s;
    ada.find<Composer>(u"composer"_s)->addFiles({path});
    ada.write(text);
    return QTest::qWaitFor([&] { return grace.messageRole(text, MessageListModel::BodyRole).isValid(); },
                           20'000);
}

/// Looks at the window, so that what is new in it has been read, and takes a picture of it.
bool takePicture(const Desktop &desktop, const QString &path)
{
    desktop.window()->activateWindow();
    (void)QTest::qWaitForWindowActive(desktop.window());
    QTest::qWait(1500); // until the marks, which go out once a second, are drawn
    return desktop.window()->grab().save(path);
}

int run(const QString &server, const QString &otherServer, const QString &directory, const QString &pictures)
{
    const auto ada = openDesktop(directory + "/ada"_L1, server);
    const auto grace = openDesktop(directory + "/grace"_L1, otherServer);
    if (!ada->createAccount(u"ada"_s, u"Ada Lovelace"_s)
        || !grace->createAccount(u"grace"_s, u"Grace Hopper"_s))
        return complain("the accounts could not be made");
    for (const Desktop *desktop : {ada.get(), grace.get()})
        desktop->window()->resize(960, 640);
    if (!ada->openByName(u"Hopper"_s))
        return complain("Ada did not find Grace");
    if (!converse(*ada, *grace))
        return complain("a message did not arrive");
    if (!sendDrawing(*ada, *grace, drawWheel(directory)))
        return complain("the drawing did not arrive");
    if (pictures.isEmpty())
        return 0;
    if (!takePicture(*ada, pictures + "/ada.png"_L1) || !takePicture(*grace, pictures + "/grace.png"_L1))
        return complain("the pictures could not be saved");
    return 0;
}

} // namespace

} // namespace confab::tests

/// Ada and Grace get in, find each other and talk, each in a real window of the client that is driven by keys
/// and clicks. What they have is kept in DIR/ada and DIR/grace, where `confab --data` goes on with it.
int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"Confab"_s);
    QApplication::setWindowIcon(confab::applicationIcon());
    confab::installTranslations(application, QLocale());
    QCommandLineParser parser;
    parser.addOptions({{u"server"_s, u"The server's address."_s, u"URL"_s},
                       {u"other-server"_s, u"Grace's: another node of the same cluster."_s, u"URL"_s},
                       {u"data"_s, u"Where the two keep what they have."_s, u"DIR"_s},
                       {u"pictures"_s, u"Leaves ada.png and grace.png in DIR."_s, u"DIR"_s}});
    parser.addHelpOption();
    parser.process(application);
    if (!parser.isSet(u"server"_s) || !parser.isSet(u"data"_s))
        parser.showHelp(2);
    const QString server = parser.value(u"server"_s);
    const QString otherServer = parser.isSet(u"other-server"_s) ? parser.value(u"other-server"_s) : server;
    return confab::tests::run(server, otherServer, QDir(parser.value(u"data"_s)).absolutePath(),
                              parser.value(u"pictures"_s));
}
