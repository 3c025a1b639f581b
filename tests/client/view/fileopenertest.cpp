// SPDX-License-Identifier: Apache-2.0
#include "client/view/fileopener.h"
#include "tests/support/testcase.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFileDialog>
#include <QMessageBox>

#include <filesystem>

using namespace confab;
using namespace Qt::StringLiterals;

class FileOpenerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_before = qgetenv("TMPDIR");
        m_place = std::make_unique<QTemporaryDir>();
        qputenv("TMPDIR", m_place->path().toLocal8Bit());
    }
    void cleanup()
    {
        if (m_before.isEmpty())
            qunsetenv("TMPDIR");
        else
            qputenv("TMPDIR", m_before);
    }

    void knowsWhatMayRun_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("runs");
        QTest::newRow("a text") << u"notes.txt"_s << false;
        QTest::newRow("a PDF") << u"paper.PDF"_s << false;
        QTest::newRow("a program") << u"setup.EXE"_s << true;
        QTest::newRow("a script") << u"a.tar.sh"_s << true;
        QTest::newRow("a page") << u"page.html"_s << true;
        QTest::newRow("without an ending") << u"README"_s << true;
    }

    void knowsWhatMayRun()
    {
        QFETCH(QString, name);
        QTEST(FileOpener::mayRun(name), "runs");
    }

    void savesATextWhereThePersonWantsIt()
    {
        QWidget parent;
        const QString path = m_place->filePath(u"said.txt"_s);
        QTimer::singleShot(0, &parent, [&] {
            auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            QCOMPARE(QFileInfo(dialog->selectedFiles().value(0)).fileName(), u"Grace.txt"_s);
            dialog->selectFile(path);
            static_cast<QDialog *>(dialog)->accept();
        });
        FileOpener(parent).saveTextAs(u"größer"_s, u"Grace.txt"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(),
                 QByteArray("gr\xc3\xb6\xc3\x9f"
                            "er"));
    }

    void leavesTheFileThatIsSavedOntoItself()
    {
        const QString path = write(u"letter.txt"_s, "all I have");
        save(path, path);
        QCOMPARE(read(path), QByteArray("all I have"));
        QDir().mkpath(m_place->filePath(u"below"_s));
        save(path, m_place->filePath(u"below/../letter.txt"_s)); // The same by another name.
        QCOMPARE(read(path), QByteArray("all I have"));
    }

    void replacesWhatIsThereOnlyByAWholeFile()
    {
        const QString there = write(u"there.txt"_s, "old");
        save(m_place->filePath(u"nothing"_s), there);
        QCOMPARE(read(there), QByteArray("old"));
        save(write(u"new.txt"_s, "new"), there);
        QCOMPARE(read(there), QByteArray("new"));
    }

    void removesTheCopiesOfTheDayBefore()
    {
        const QString old = make(u"confab-opened-abc123"_s, 25);
        const QString fresh = make(u"confab-opened-def456"_s, 1);
        const QString foreign = make(u"something-else"_s, 25);
        FileOpener::removeOldCopies();
        QVERIFY(!QFileInfo::exists(old));
        QVERIFY(QFileInfo::exists(fresh));
        QVERIFY(QFileInfo::exists(foreign));
    }

private:
    QString write(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_place->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return {};
        return file.fileName();
    }

    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// Saves as a person does who agrees to everything that is asked.
    static void save(const QString &from, const QString &to)
    {
        QWidget parent;
        QTimer answer;
        connect(&answer, &QTimer::timeout, &parent, [to] {
            QWidget *asks = QApplication::activeModalWidget();
            if (auto *box = qobject_cast<QMessageBox *>(asks)) {
                box->button(QMessageBox::Ok)->click();
            } else if (auto *dialog = qobject_cast<QFileDialog *>(asks)) {
                dialog->setOption(QFileDialog::DontConfirmOverwrite);
                dialog->selectFile(to);
                static_cast<QDialog *>(dialog)->accept();
            }
        });
        answer.start(10);
        FileOpener(parent).saveAs(from, QFileInfo(from).fileName());
    }

    /// A folder with a file in it, made that many hours ago.
    QString make(const QString &name, int hours)
    {
        const QString folder = m_place->filePath(name);
        QDir().mkpath(folder);
        QFile file(folder + u"/report.pdf"_s);
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.close();
        const auto when = std::filesystem::file_time_type::clock::now() - std::chrono::hours(hours);
        std::filesystem::last_write_time(folder.toStdString(), when);
        return folder;
    }

    QByteArray m_before;
    std::unique_ptr<QTemporaryDir> m_place;
};

CONFAB_TEST(FileOpenerTest)
#include "fileopenertest.moc"
