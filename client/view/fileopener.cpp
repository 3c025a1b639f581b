// SPDX-License-Identifier: Apache-2.0
#include "client/view/fileopener.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QMessageBox>
#include <QSaveFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace confab {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(confab::FileOpener)
};

/// Below the place for temporary files; each copy has a folder of its own, which only this user may enter.
constexpr QLatin1StringView copiesPrefix{"confab-opened-"};

QString temporaryPlace()
{
    return QStandardPaths::writableLocation(QStandardPaths::TempLocation);
}

constexpr qint64 atOnce = 1 << 20; ///< bytes of a file in memory while it is copied

/// Copies it to where the person, or another program, wants it. What is there stays until all of it is
/// written; and that may be the file itself, as of one that waits to be sent it is the person's own.
bool copyTo(const QString &from, const QString &to)
{
    const QString source = QFileInfo(from).canonicalFilePath();
    if (!source.isEmpty() && source == QFileInfo(to).canonicalFilePath())
        return true;
    QFile in(from);
    QSaveFile out(to);
    if (!in.open(QIODevice::ReadOnly) || !out.open(QIODevice::WriteOnly))
        return false;
    while (!in.atEnd()) {
        const QByteArray bytes = in.read(atOnce);
        if (bytes.isEmpty() || out.write(bytes) != bytes.size())
            return false;
    }
    return in.error() == QFileDevice::NoError && out.commit();
}

} // namespace

FileOpener::FileOpener(QWidget &parent)
    : m_parent(parent)
{
    removeOldCopies();
}

bool FileOpener::mayRun(const QString &name)
{
    static const QStringList endings{u"exe"_s,      u"com"_s,     u"bat"_s,  u"cmd"_s, u"msi"_s, u"scr"_s,
                                     u"ps1"_s,      u"vbs"_s,     u"js"_s,   u"jse"_s, u"wsf"_s, u"jar"_s,
                                     u"sh"_s,       u"run"_s,     u"app"_s,  u"pkg"_s, u"dmg"_s, u"lnk"_s,
                                     u"desktop"_s,  u"py"_s,      u"pl"_s,   u"hta"_s, u"cpl"_s, u"reg"_s,
                                     u"appimage"_s, u"command"_s, u"html"_s, u"htm"_s, u"svg"_s};
    const QString ending = QFileInfo(name).suffix().toLower();
    return ending.isEmpty() || endings.contains(ending);
}

void FileOpener::removeOldCopies()
{
    const QDateTime yesterday = QDateTime::currentDateTime().addDays(-1);
    const auto folders
        = QDir(temporaryPlace()).entryInfoList({copiesPrefix + u'*'}, QDir::Dirs | QDir::NoSymLinks);
    for (const QFileInfo &folder : folders) {
        if (folder.lastModified() < yesterday)
            QDir(folder.filePath()).removeRecursively();
    }
}

void FileOpener::open(const QString &path, const QString &name) const
{
    if (mayRun(name))
        return saveAs(path, name);
    QTemporaryDir folder(temporaryPlace() + u'/' + copiesPrefix + u"XXXXXX"_s);
    folder.setAutoRemove(false);
    const QString copy = folder.filePath(name);
    if (!folder.isValid() || !copyTo(path, copy)) {
        QMessageBox::warning(&m_parent, Text::tr("Open"),
                             Text::tr("The file could not be written to %1.").arg(temporaryPlace()));
        return;
    }
    QDesktopServices::openUrl(QUrl::fromLocalFile(copy));
}

void FileOpener::saveAs(const QString &path, const QString &name) const
{
    const QString chosen = askWhere(name);
    if (!chosen.isEmpty() && !copyTo(path, chosen))
        tellUnwritten(chosen);
}

void FileOpener::saveTextAs(const QString &text, const QString &name) const
{
    const QString chosen = askWhere(name);
    if (chosen.isEmpty())
        return;
    const QByteArray bytes = text.toUtf8();
    QSaveFile file(chosen);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        tellUnwritten(chosen);
}

QString FileOpener::askWhere(const QString &name) const
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    return QFileDialog::getSaveFileName(&m_parent, Text::tr("Save as"), folder + u'/' + name);
}

void FileOpener::tellUnwritten(const QString &path) const
{
    QMessageBox::warning(&m_parent, Text::tr("Save as"),
                         Text::tr("The file could not be written to %1.").arg(path));
}

} // namespace confab
