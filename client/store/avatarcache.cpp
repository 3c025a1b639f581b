// SPDX-License-Identifier: Apache-2.0
#include "client/store/avatarcache.h"

#include "shared/core/limits.h"
#include "shared/core/logging.h"

#include <QDir>
#include <QPointer>
#include <QSaveFile>

namespace confab {

using namespace Qt::StringLiterals;

AvatarCache::AvatarCache(QString directory, Fetch fetch, QObject *parent)
    : QObject(parent)
    , m_directory(std::move(directory))
    , m_fetch(std::move(fetch))
{
    const auto newestFirst = QDir(m_directory).entryInfoList(QDir::Files, QDir::Time);
    for (qsizetype i = mostFiles; i < newestFirst.size(); ++i)
        QFile::remove(newestFirst.at(i).filePath());
}

bool AvatarCache::isName(const QString &name)
{
    constexpr qsizetype length = 32;
    return name.size() == length && std::all_of(name.begin(), name.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

void AvatarCache::start()
{
    m_isRunning = true;
    const auto missing = std::exchange(m_missing, {});
    for (const QString &name : missing)
        ask(name);
}

void AvatarCache::stop()
{
    ++m_connection;
    m_isRunning = false;
    m_missing.unite(std::exchange(m_asked, {}));
    m_waiting.clear();
    m_running = 0;
}

std::optional<QByteArray> AvatarCache::find(const QString &name)
{
    if (!isName(name))
        return std::nullopt;
    QFile file(pathOf(name));
    if (file.size() <= Limits::avatar && file.open(QIODevice::ReadOnly))
        return file.readAll();
    ask(name);
    return std::nullopt;
}

void AvatarCache::ask(const QString &name)
{
    if (!m_isRunning) {
        m_missing.insert(name);
        return;
    }
    if (m_asked.contains(name))
        return;
    m_asked.insert(name);
    m_waiting.append(name);
    next();
}

void AvatarCache::next()
{
    while (m_running < atOnce && !m_waiting.isEmpty()) {
        ++m_running;
        const QString name = m_waiting.takeFirst();
        m_fetch(name,
                [self = QPointer(this), name, connection = m_connection](const Result<QByteArray> &bytes) {
                    if (!self || connection != self->m_connection)
                        return;
                    --self->m_running;
                    if (bytes && !bytes->isEmpty() && bytes->size() <= Limits::avatar)
                        self->keep(name, *bytes);
                    self->next();
                });
    }
}

void AvatarCache::keep(const QString &name, const QByteArray &bytes)
{
    QSaveFile file(pathOf(name));
    const bool kept = QDir().mkpath(m_directory) && file.open(QIODevice::WriteOnly)
        && file.write(bytes) == bytes.size() && file.commit();
    if (!kept) {
        qCWarning(lcStorage) << "A picture could not be kept:" << file.errorString();
        return;
    }
    m_asked.remove(name);
    Q_EMIT arrived(name);
}

void AvatarCache::removeAll()
{
    QDir(m_directory).removeRecursively();
}

QString AvatarCache::pathOf(const QString &name) const
{
    return m_directory + u'/' + name;
}

} // namespace confab
