// SPDX-License-Identifier: Apache-2.0
#include "client/view/fileopener.h"
#include "tests/support/testcase.h"

#include <QApplication>
#include <QFileDialog>

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
