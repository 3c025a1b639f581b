// SPDX-License-Identifier: Apache-2.0
#include "client/store/messagefile.h"
#include "client/store/messagelistmodel.h"
#include "client/view/composer.h"
#include "shared/core/limits.h"
#include "tests/gui/desktop.h"
#include "tests/support/testcase.h"
#include "tests/support/testserver.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QClipboard>
#include <QDialog>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QPlainTextEdit>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// Files on their way from one real window to another.
class FilesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<TestServer>(QStringList{u"file_max_mib=1"_s});
        QVERIFY(m_server->start());
        m_ada = open(u"ada"_s);
        m_grace = open(u"grace"_s);
        QVERIFY(m_ada->createAccount(u"ada"_s, u"Ada Lovelace"_s));
        QVERIFY(m_grace->createAccount(u"grace"_s, u"Grace Hopper"_s));
        QVERIFY(m_ada->openByName(u"hopp"_s));
        m_composer = m_ada->find<Composer>(u"composer"_s);
    }
    void cleanup()
    {
        m_ada.reset();
        m_grace.reset();
        m_server.reset();
    }

    void whatIsDroppedGoesOut()
    {
        auto *view = m_ada->find<QWidget>(u"conversationView"_s);
        auto *hint = m_ada->find<QWidget>(u"dropHint"_s);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file(u"a.txt"_s, 10)), QUrl::fromLocalFile(file(u"b.txt"_s, 20))});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(view, &enter);
        QVERIFY(enter.isAccepted());
        QVERIFY(hint->isVisible());
        QDropEvent drop({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(view, &drop);
        QVERIFY(!hint->isVisible());
        QCOMPARE(m_composer->files().size(), 2);
        m_ada->write(u"two"_s);
        QVERIFY(m_composer->files().isEmpty());
        QCOMPARE(received(u"two"_s), (QStringList{u"a.txt"_s, u"b.txt"_s}));
    }

    void whatIsNoFileIsNotTaken()
    {
        QMimeData data;
        data.setUrls({QUrl(u"https://example.org/a.txt"_s)});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_ada->find<QWidget>(u"conversationView"_s), &enter);
        QVERIFY(!enter.isAccepted());
        QVERIFY(!m_ada->find<QWidget>(u"dropHint"_s)->isVisible());
    }

    void aTextThatIsTooLongGoesOutAsAFile()
    {
        QGuiApplication::clipboard()->setText(QString(Limits::body + 1, u'x'));
        m_ada->find<QPlainTextEdit>(u"composerEdit"_s)->paste();
        const auto dialogs = m_ada->window()->findChildren<QDialog *>();
        const auto asked = std::find_if(dialogs.begin(), dialogs.end(),
                                        [](QDialog *dialog) { return dialog->isVisible(); });
        QVERIFY(asked != dialogs.end());
        (*asked)->accept();
        QCOMPARE(m_composer->files().size(), 1);
        QCOMPARE(m_composer->files().first().shown.size, Limits::body + 1);
        m_ada->write(u"read this"_s);
        QCOMPARE(received(u"read this"_s), QStringList{u"Text.txt"_s});
    }

    void whatTheServerWouldNotTakeIsNotSent()
    {
        const QString large = file(u"large.bin"_s, 1024 * 1024 + 1);
        // The client asks for the limits when it connects.
        const auto isRefused = [&] {
            m_composer->setFiles({});
            m_composer->addFiles({large});
            return m_composer->files().isEmpty();
        };
        QVERIFY(QTest::qWaitFor(isRefused, 20'000));
        QVERIFY(m_ada->find<QWidget>(u"composerError"_s)->isVisible());
        m_composer->addFiles({file(u"largest.bin"_s, 1024 * 1024)});
        m_ada->write(u"all of it"_s);
        QCOMPARE(received(u"all of it"_s), QStringList{u"largest.bin"_s});
    }

    void whatWasSentIsListed()
    {
        m_composer->addFiles({file(u"plan.txt"_s, 10), file(u"notes.txt"_s, 20)});
        m_ada->write(u"here"_s);
        QCOMPARE(received(u"here"_s).size(), 2);
        m_grace->find<QAbstractButton>(u"detailsButton"_s)->click();
        m_grace->find<QAbstractButton>(u"filesButton"_s)->click();
        auto *list = m_grace->find<QAbstractItemView>(u"fileList"_s);
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 2, 20'000);
        QCOMPARE(list->model()->index(0, 0).data().toString(), u"plan.txt"_s);
        QVERIFY(list->isVisible());
        m_grace->find<QAbstractButton>(u"filesBack"_s)->click();
        QVERIFY(!list->isVisible());
        QVERIFY(m_grace->find<QWidget>(u"detailsPane"_s)->isVisible());

        // Where they cover the messages, a file that is chosen lets them be seen.
        m_grace->find<QAbstractButton>(u"filesButton"_s)->click();
        m_grace->window()->resize(420, 640);
        auto *view = m_grace->find<QWidget>(u"messageView"_s);
        QTRY_VERIFY(!view->isVisible() && list->isVisible());
        list->setCurrentIndex(list->model()->index(1, 0));
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_VERIFY(view->isVisible() && !list->isVisible());
    }

private:
    std::unique_ptr<Desktop> open(const QString &name)
    {
        auto desktop = std::make_unique<Desktop>(m_directory->filePath(name), m_server->address());
        desktop->open();
        return desktop;
    }
    [[nodiscard]] QString file(const QString &name, qsizetype size)
    {
        QFile written(m_directory->filePath(name));
        const bool done = written.open(QIODevice::WriteOnly) && written.write(QByteArray(size, 'x')) == size;
        Q_ASSERT(done);
        return written.fileName();
    }
    /// The names of the files that Grace has with that text, when it has come.
    [[nodiscard]] QStringList received(const QString &text)
    {
        const auto hasCome = [&] {
            return m_grace->openFromList(u"Ada Lovelace"_s)
                && m_grace->messageRole(text, MessageListModel::BodyRole).isValid();
        };
        QStringList names;
        if (QTest::qWaitFor(hasCome, 20'000)) {
            const auto files
                = m_grace->messageRole(text, MessageListModel::FilesRole).value<QList<MessageFile>>();
            for (const MessageFile &one : files)
                names.append(one.shown.name);
        }
        return names;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<Desktop> m_ada;
    std::unique_ptr<Desktop> m_grace;
    Composer *m_composer = nullptr;
};

CONFAB_TEST(FilesTest)
#include "filestest.moc"
