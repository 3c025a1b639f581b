// SPDX-License-Identifier: Apache-2.0
#include "client/store/takeout.h"

#include "client/connection/networkerror.h"

#include <QFile>
#include <QFileInfo>
#include <QPointer>
#include <QSettings>

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

Takeout::Takeout(ExportApi &api, Scheduler &scheduler, QString notePath, QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_notePath(std::move(notePath))
    , m_alarm(scheduler)
{
    const QSettings note(m_notePath, QSettings::IniFormat);
    const auto id = ExportId::fromString(note.value("id"_L1).toString());
    if (!id)
        return;
    m_export.id = *id;
    m_target = note.value("target"_L1).toString();
    m_stage = m_target.isEmpty() ? Stage::Making : Stage::Saving;
}

Takeout::State Takeout::state() const
{
    State state{.stage = m_stage,
                .percent = m_export.progress,
                .size = m_export.size,
                .waitsForServer = m_isWanted && !m_isOnline};
    if (m_stage == Stage::Saving)
        state.percent = m_export.size > 0 ? int(100 * m_saved / m_export.size) : 0;
    return state;
}

void Takeout::enter(Stage stage)
{
    m_stage = stage;
    if (stage == Stage::None || stage == Stage::Saved) {
        QFile::remove(m_notePath);
        m_alarm.cancel();
    } else {
        QSettings note(m_notePath, QSettings::IniFormat);
        note.setValue("id"_L1, m_export.id.toString());
        note.setValue("target"_L1, stage == Stage::Saving ? m_target : QString());
    }
    Q_EMIT changed();
}

void Takeout::begin()
{
    m_target.clear();
    m_isWanted = true;
    if (m_isOnline)
        ask();
    else
        Q_EMIT changed();
}

void Takeout::ask()
{
    const int round = ++m_round;
    m_api.begin([guard = QPointer(this), round](const Result<Export> &begun) {
        if (guard && guard->m_round == round)
            guard->heard(begun);
    });
}

void Takeout::cancel()
{
    forget();
    // It expires by itself where this does not arrive.
    m_api.cancel(m_export.id, [](const Result<void> &) {});
}

void Takeout::forget()
{
    ++m_round;
    m_isWanted = false;
    if (!m_target.isEmpty())
        QFile::remove(partPath());
    m_target.clear();
    enter(Stage::None);
}

void Takeout::save(const QString &path)
{
    m_target = path;
    QFile::remove(partPath());
    m_saved = 0;
    enter(Stage::Saving);
    readOn();
}

void Takeout::resume()
{
    m_isOnline = true;
    Q_EMIT changed();
    if (m_isWanted)
        ask();
    else if (m_stage != Stage::None && m_stage != Stage::Saved)
        look();
}

void Takeout::pause()
{
    m_isOnline = false;
    ++m_round;
    m_alarm.cancel();
    Q_EMIT changed();
}

void Takeout::look()
{
    m_api.find(m_export.id, [guard = QPointer(this), round = ++m_round](const Result<Export> &found) {
        if (guard && guard->m_round == round)
            guard->heard(found);
    });
}

void Takeout::heard(const Result<Export> &heard)
{
    m_isWanted = m_isWanted && !heard && isNetworkError(heard.error());
    if (!heard) // Without a network it goes on when there is one; what the server does not have is over.
        return fail(heard.error(), heard.error().code == ErrorCode::NotFound ? Stage::None : m_stage);
    m_export = *heard;
    if (m_export.state == ExportState::Failed)
        return fail({ErrorCode::Internal, u"export"_s, u"the archive could not be made"_s}, Stage::None);
    if (m_export.state == ExportState::Running) {
        enter(Stage::Making);
        m_alarm.set(askEvery, [this] { look(); });
    } else if (!m_target.isEmpty()) {
        m_saved = QFileInfo(partPath()).size();
        enter(Stage::Saving);
        readOn();
    } else {
        enter(Stage::Ready);
    }
}

void Takeout::readOn()
{
    if (m_saved >= m_export.size)
        return finishSaving();
    m_api.read(m_export.id, m_saved, std::min(pieceBytes, m_export.size - m_saved),
               [guard = QPointer(this), round = ++m_round](const Result<QByteArray> &bytes) {
                   if (guard && guard->m_round == round)
                       guard->received(bytes);
               });
}

void Takeout::received(const Result<QByteArray> &bytes)
{
    if (!bytes)
        return fail(bytes.error(), bytes.error().code == ErrorCode::NotFound ? Stage::None : m_stage);
    QFile part(partPath());
    const bool isWritten = !bytes->isEmpty() && part.open(QIODevice::WriteOnly | QIODevice::Append)
        && part.write(*bytes) == bytes->size() && part.flush();
    if (!isWritten)
        return fail({ErrorCode::StorageFull, u"path"_s, part.errorString()}, Stage::Ready);
    m_saved += bytes->size();
    Q_EMIT changed();
    readOn();
}

void Takeout::finishSaving()
{
    QFile::remove(m_target); // the person has agreed to that
    if (!QFile::rename(partPath(), m_target))
        return fail({ErrorCode::StorageFull, u"path"_s, u"the file cannot be written"_s}, Stage::Ready);
    m_target.clear();
    enter(Stage::Saved);
}

void Takeout::fail(const Error &error, Stage stage)
{
    if (stage != Stage::Saving && !m_target.isEmpty()) {
        QFile::remove(partPath());
        m_target.clear();
    }
    enter(stage);
    if ((stage == Stage::Making || stage == Stage::Saving) && isTemporary(error))
        m_alarm.set(retryAfter, [this] { look(); });
    if (!isNetworkError(error) || stage == Stage::None)
        Q_EMIT failed(error);
}

} // namespace confab
