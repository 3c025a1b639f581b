// SPDX-License-Identifier: Apache-2.0
#include "client/view/composer.h"
#include "client/view/composeredit.h"
#include "client/view/messageattachments.h"
#include "client/view/messageview.h"
#include "client/view/pendingfiles.h"
#include "client/view/picturewindow.h"
#include "client/view/theme.h"
#include "shared/core/limits.h"
#include "tests/client/view/fakemodels.h"
#include "tests/support/testcase.h"

#include <QApplication>
#include <QClipboard>
#include <QMimeData>
#include <QPainter>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace confab;
using namespace confab::tests;

namespace {

/// A shelf that a test fills.
class FakeShelf final : public FileShelf {
public:
    [[nodiscard]] State state(const Attachment &file) const override { return states.value(file.id); }
    void fetch(const Attachment &file) override { fetched.append(file.id); }
    void cancel(FileId file) override { cancelled.append(file); }
    [[nodiscard]] std::optional<Progress> uploading(const QUuid &clientId) const override
    {
        const auto found = uploads.constFind(clientId);
        return found == uploads.constEnd() ? std::nullopt : std::optional(*found);
    }
    [[nodiscard]] Result<QString> newPath(const QString &ending) const override
    {
        return u"/tmp/x"_s + ending;
    }

    QHash<FileId, State> states;
    QHash<QUuid, Progress> uploads;
    QList<FileId> fetched;
    QList<FileId> cancelled;
};

MessageFile fileNamed(qint64 id, const QString &name, qint64 size, QSize picture = {})
{
    MessageFile file{.shown = {.id = FileId(id), .name = name, .size = size, .mediaType = u"a/b"_s}};
    if (!picture.isEmpty()) {
        file.shown.width = picture.width();
        file.shown.height = picture.height();
    }
    return file;
}

} // namespace

class AttachmentViewTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void bringsPicturesThatAreSeen();
    void paintsWhatIsHere();
    void doesWhatAClickMeans_data();
    void doesWhatAClickMeans();
    void givesUpAnUpload();
    void opensAPicture();
    void zooms();
    void takesFilesToSend();
    void boundsTheFilesOfAMessage();
    void refusesWhatIsNoFile();
    void refusesWhatIsTooLarge();
    void takesWhatIsPasted();
    void looksRight_data();
    void looksRight();

private:
    [[nodiscard]] QString picture(const QString &name, QSize size);
    [[nodiscard]] QString file(const QString &name, qsizetype size);
    void add(const QString &sender, const QString &body, const QList<MessageFile> &files,
             Delivery delivery = Delivery::Read);
    [[nodiscard]] QPoint pointOf(int row, int part);

    QTemporaryDir m_folder;
    Theme m_theme{*qApp};
    Preferences m_preferences{m_folder.path()};
    std::unique_ptr<FakeShelf> m_shelf;
    std::unique_ptr<FakeMessages> m_messages;
    std::unique_ptr<MessageView> m_view;
    QList<FakeMessages::Item> m_items;
};

void AttachmentViewTest::init()
{
    m_view.reset();
    m_items.clear();
    m_shelf = std::make_unique<FakeShelf>();
    m_messages = std::make_unique<FakeMessages>();
    m_view = std::make_unique<MessageView>(m_theme);
    m_view->attachments().setShelf(m_shelf.get());
    m_view->resize(600, 900);
    m_view->show();
}

QString AttachmentViewTest::picture(const QString &name, QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    QPainter painter(&image);
    QLinearGradient sky({0, 0}, {0, double(size.height())});
    sky.setColorAt(0, QColor(0x3f, 0x7f, 0xc8));
    sky.setColorAt(1, QColor(0xf0, 0xc0, 0x90));
    painter.fillRect(image.rect(), sky);
    painter.setBrush(QColor(0x30, 0x60, 0x40));
    painter.drawEllipse(QPoint(size.width() / 2, size.height()), size.width() / 2, size.height() / 3);
    painter.end();
    const QString path = m_folder.filePath(name);
    const bool saved = image.save(path);
    Q_ASSERT(saved);
    return path;
}

QString AttachmentViewTest::file(const QString &name, qsizetype size)
{
    QFile written(m_folder.filePath(name));
    const bool done = written.open(QIODevice::WriteOnly) && written.write(QByteArray(size, 'x')) == size;
    Q_ASSERT(done);
    return written.fileName();
}

void AttachmentViewTest::add(const QString &sender, const QString &body, const QList<MessageFile> &files,
                             Delivery delivery)
{
    FakeMessages::Item item{sender, body, QDateTime(QDate(2026, 11, 20), QTime(12, int(m_items.size())))};
    item.delivery = delivery;
    item.seq = m_items.size() + 1;
    item.files = files;
    m_items.append(item);
}

QPoint AttachmentViewTest::pointOf(int row, int part)
{
    const QRect rect = m_view->visualRect(m_view->model()->index(row, 0));
    return rect.topLeft() + m_view->row(row).layout.files.parts.at(part).rect.center();
}

void AttachmentViewTest::bringsPicturesThatAreSeen()
{
    add(u"grace"_s, {}, {fileNamed(1, u"a.png"_s, 1000, {400, 300})});
    add(u"grace"_s, {}, {fileNamed(2, u"large.png"_s, 100'000'000, {4000, 3000})});
    add(u"grace"_s, {}, {fileNamed(3, u"a.pdf"_s, 1000)});
    m_messages->prepend(m_items);
    m_view->showMessages(m_messages.get(), u"Grace"_s);
    m_view->grab();
    QVERIFY(m_shelf->fetched.contains(FileId(1)));
    QVERIFY(!m_shelf->fetched.contains(FileId(2))); // it costs too much to come unasked
    QVERIFY(!m_shelf->fetched.contains(FileId(3)));
}

void AttachmentViewTest::paintsWhatIsHere()
{
    m_shelf->states.insert(FileId(1),
                           {.kind = FileShelf::State::Kind::Here, .path = picture(u"p.png"_s, {200, 100})});
    add(u"grace"_s, {}, {fileNamed(1, u"p.png"_s, 1000, {200, 100})});
    m_messages->prepend(m_items);
    m_view->showMessages(m_messages.get(), u"Grace"_s);
    const int height = m_view->row(0).layout.height;
    const QPoint middle = pointOf(0, 0);
    const QColor before = m_view->grab().toImage().pixelColor(middle);
    QTRY_VERIFY_WITH_TIMEOUT(m_view->grab().toImage().pixelColor(middle) != before, 20'000);
    QCOMPARE(m_view->row(0).layout.height, height); // its room was reserved
}

void AttachmentViewTest::doesWhatAClickMeans_data()
{
    using Kind = FileShelf::State::Kind;
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("fetched");
    QTest::addColumn<int>("cancelled");
    QTest::newRow("one that is not here comes") << int(Kind::Absent) << 1 << 0;
    QTest::newRow("one that is on its way stops") << int(Kind::Moving) << 0 << 1;
    QTest::newRow("one that failed is tried again") << int(Kind::Failed) << 1 << 0;
}

void AttachmentViewTest::doesWhatAClickMeans()
{
    QFETCH(int, kind);
    m_shelf->states.insert(FileId(3), {.kind = FileShelf::State::Kind(kind)});
    add(u"grace"_s, u"here"_s, {fileNamed(3, u"a.pdf"_s, 1000)});
    m_messages->prepend(m_items);
    m_view->showMessages(m_messages.get(), u"Grace"_s);
    m_view->grab();
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, pointOf(0, 0));
    QTEST(int(m_shelf->fetched.size()), "fetched");
    QTEST(int(m_shelf->cancelled.size()), "cancelled");
}

void AttachmentViewTest::givesUpAnUpload()
{
    MessageFile going = fileNamed(0, u"a.pdf"_s, 1000);
    going.path = file(u"a.pdf"_s, 1000);
    add(FakeMessages::me, {}, {going}, Delivery::Queued);
    m_messages->prepend(m_items);
    m_view->showMessages(m_messages.get(), u"Grace"_s);
    m_shelf->uploads.insert(m_items.first().clientId, {500, 1000});
    QSignalSpy given(m_view.get(), &MessageView::deleteRequested);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, pointOf(0, 0));
    QCOMPARE(given.size(), 1);
    QCOMPARE(given.first().first().toUuid(), m_items.first().clientId);
}

void AttachmentViewTest::opensAPicture()
{
    m_shelf->states.insert(FileId(1),
                           {.kind = FileShelf::State::Kind::Here, .path = picture(u"p.png"_s, {200, 100})});
    add(u"grace"_s, {}, {fileNamed(1, u"p.png"_s, 1000, {200, 100})});
    m_messages->prepend(m_items);
    m_view->showMessages(m_messages.get(), u"Grace"_s);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, pointOf(0, 0));
    QPointer<PictureWindow> window;
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (auto *found = qobject_cast<PictureWindow *>(widget))
            window = found;
    }
    QVERIFY(window);
    QTest::keyClick(window, Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!window, 20'000);
}

void AttachmentViewTest::zooms()
{
    PictureWindow window(m_theme, picture(u"p.png"_s, {800, 600}), u"p.png"_s, nullptr);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.show();
    QCOMPARE(window.zoom(), 1);
    QTest::keyClick(&window, Qt::Key_Plus);
    QVERIFY(window.zoom() > 1);
    for (int i = 0; i < 50; ++i)
        QTest::keyClick(&window, Qt::Key_Plus);
    QCOMPARE(window.zoom(), PictureWindow::zoomMax);
    QTest::keyClick(&window, Qt::Key_0);
    QCOMPARE(window.zoom(), 1);
    QTest::keyClick(&window, Qt::Key_Minus);
    QCOMPARE(window.zoom(), 1); // it fits already
}

void AttachmentViewTest::takesFilesToSend()
{
    Composer composer(m_theme, m_preferences);
    composer.resize(500, 200);
    composer.show();
    auto *strip = composer.findChild<PendingFiles *>();
    QVERIFY(strip->isHidden());
    composer.addFiles({picture(u"p.png"_s, {200, 100}), file(u"a.pdf"_s, 5)});
    QVERIFY(strip->isVisible());
    QCOMPARE(composer.files().size(), 2);
    QCOMPARE(composer.files().first().shown.width, 200);
    QCOMPARE(composer.files().last().shown.size, 5);
    QSignalSpy sent(&composer, &Composer::sendRequested); // without a word
    QTest::keyClick(composer.findChild<ComposerEdit *>(), Qt::Key_Return);
    QCOMPARE(sent.size(), 1);
    QSignalSpy removed(&composer, &Composer::fileRemoved);
    QTest::mouseClick(strip, Qt::LeftButton, {}, strip->buttonAt(0).center());
    QCOMPARE(removed.size(), 1);
    QCOMPARE(composer.files().first().shown.name, u"a.pdf"_s);
}

void AttachmentViewTest::boundsTheFilesOfAMessage()
{
    Composer composer(m_theme, m_preferences);
    QStringList paths;
    for (int i = 0; i < 12; ++i)
        paths.append(file(u"%1.txt"_s.arg(i), 1));
    composer.addFiles(paths);
    QCOMPARE(composer.files().size(), 10);
    QVERIFY(!composer.findChild<QWidget *>(u"composerError"_s)->isHidden());
}

void AttachmentViewTest::refusesWhatIsNoFile()
{
    Composer composer(m_theme, m_preferences);
    composer.addFiles({m_folder.path()});
    QVERIFY(composer.files().isEmpty());
    QVERIFY(!composer.findChild<QWidget *>(u"composerError"_s)->isHidden());
    composer.addFiles({m_folder.filePath(u"nothing"_s)});
    QVERIFY(composer.files().isEmpty());
}

void AttachmentViewTest::refusesWhatIsTooLarge()
{
    Composer composer(m_theme, m_preferences);
    composer.setFileLimit([] { return 5; });
    composer.addFiles({file(u"a"_s, 5), file(u"b"_s, 6)});
    QCOMPARE(composer.files().size(), 1);
    QCOMPARE(composer.files().first().shown.name, u"a"_s);
    QVERIFY(!composer.findChild<QWidget *>(u"composerError"_s)->isHidden());
}

void AttachmentViewTest::takesWhatIsPasted()
{
    Composer composer(m_theme, m_preferences);
    composer.show();
    QSignalSpy pasted(&composer, &Composer::picturePasted);
    auto *edit = composer.findChild<ComposerEdit *>();
    QGuiApplication::clipboard()->setImage(QImage(picture(u"p.png"_s, {20, 10})));
    edit->paste();
    QCOMPARE(pasted.size(), 1);
    QSignalSpy longTexts(&composer, &Composer::longTextPasted);
    QGuiApplication::clipboard()->setText(QString(Limits::body + 1, u'x'));
    edit->paste();
    QCOMPARE(longTexts.size(), 1);
    QVERIFY(composer.text().isEmpty());
    composer.addMadeFile(file(u"0.txt"_s, 5), u"Text.txt"_s);
    QCOMPARE(composer.files().first().shown.name, u"Text.txt"_s);
    QCOMPARE(composer.files().first().owner, OutgoingFile::Owner::Confab);
    composer.setFiles({});
    auto *files = new QMimeData;
    files->setUrls({QUrl::fromLocalFile(file(u"a.pdf"_s, 5)), QUrl(u"https://example.org/x"_s)});
    QGuiApplication::clipboard()->setMimeData(files);
    edit->paste();
    QCOMPARE(composer.files().size(), 1);
    QVERIFY(composer.text().isEmpty());
}

void AttachmentViewTest::looksRight_data()
{
    QTest::addColumn<Theme::Scheme>("scheme");
    QTest::addColumn<int>("width");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::newRow("light") << Theme::Scheme::Light << 640 << Qt::LeftToRight;
    QTest::newRow("dark") << Theme::Scheme::Dark << 640 << Qt::LeftToRight;
    QTest::newRow("narrow") << Theme::Scheme::Light << 420 << Qt::LeftToRight;
    QTest::newRow("mirrored") << Theme::Scheme::Dark << 420 << Qt::RightToLeft;
}

/// Nothing is painted outside the bubbles; with CONFAB_PICTURES, a folder, what it looks like is put there.
void AttachmentViewTest::looksRight()
{
    QFETCH(Theme::Scheme, scheme);
    QFETCH(int, width);
    QFETCH(Qt::LayoutDirection, direction);
    using Kind = FileShelf::State::Kind;
    m_theme.setScheme(scheme);
    m_shelf->states
        = {{FileId(1), {.kind = Kind::Here, .path = picture(u"p.png"_s, {1600, 1000})}},
           {FileId(2), {.kind = Kind::Moving, .done = 1'200'000}},
           {FileId(3), {.kind = Kind::Here, .path = file(u"a.pdf"_s, 5)}},
           {FileId(4), {.kind = Kind::Failed, .error = Error{ErrorCode::Unavailable, u"network"_s, {}}}},
           {FileId(6), {.kind = Kind::Moving, .done = 700'000}}};
    add(u"grace"_s, u"The view from up there"_s, {fileNamed(1, u"p.png"_s, 1'000'000, {1600, 1000})});
    add(u"grace"_s, {},
        {fileNamed(2, u"a very long name of a paper about compilers.pdf"_s, 2'400'000),
         fileNamed(4, u"data.csv"_s, 900)});
    add(FakeMessages::me, u"Thanks!"_s,
        {fileNamed(3, u"answer.pdf"_s, 240'000), fileNamed(5, u"notes.txt"_s, 12)});
    add(FakeMessages::me, {}, {fileNamed(6, u"b.png"_s, 1'000'000, {300, 150})});
    MessageFile going = fileNamed(0, u"p.png"_s, 1000, {1600, 400});
    going.path = picture(u"q.png"_s, {1600, 400});
    add(FakeMessages::me, {}, {going}, Delivery::Queued);
    m_shelf->uploads.insert(m_items.last().clientId, {300, 1000});
    MessageFile first = fileNamed(0, u"first.pdf"_s, 100'000);
    MessageFile second = fileNamed(0, u"second, which is on its way.pdf"_s, 200'000);
    MessageFile third = fileNamed(0, u"third.pdf"_s, 300'000);
    first.path = second.path = third.path = file(u"a.pdf"_s, 5);
    add(FakeMessages::me, u"Three at once"_s, {first, second, third}, Delivery::Queued);
    m_shelf->uploads.insert(m_items.last().clientId, {250'000, 600'000});
    add(FakeMessages::me, {}, {first}, Delivery::Refused);
    m_messages->prepend(m_items);
    m_view->setLayoutDirection(direction);
    m_view->resize(width, 1000);
    m_view->showMessages(m_messages.get(), u"Grace"_s);
    m_view->grab();
    for (int row = 0; row < m_items.size(); ++row) {
        const MessageLayout &layout = m_view->row(row).layout;
        for (const AttachmentLayout::Part &part : layout.files.parts)
            QVERIFY(layout.bubble.contains(part.rect));
    }
    Composer composer(m_theme, m_preferences);
    composer.setLayoutDirection(direction);
    composer.resize(width, 150);
    composer.addFiles({picture(u"p.png"_s, {1600, 1000}), file(u"paper about compilers.pdf"_s, 70'000),
                       file(u"a.txt"_s, 12)});
    composer.show();
    if (const QString folder = qEnvironmentVariable("CONFAB_PICTURES"); !folder.isEmpty()) {
        QTest::qWait(1000);
        m_view->grab().save(folder + u"/view-"_s + QString::fromLatin1(QTest::currentDataTag()) + u".png"_s);
        composer.grab().save(folder + u"/composer-"_s + QString::fromLatin1(QTest::currentDataTag())
                             + u".png"_s);
    }
    m_theme.setScheme(Theme::Scheme::System);
}

CONFAB_TEST(AttachmentViewTest)
#include "attachmentviewtest.moc"
