// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/alarm.h"
#include "client/connection/exportapi.h"

#include <QObject>

namespace confab {

/// An archive of everything one has: asked of the server, waited for, and saved piece by piece. A note beside
/// the account's database says how far it is, so that it goes on after a cut and after a restart. Part of an
/// Account; what it is made with outlives it. GUI thread.
class Takeout final : public QObject {
    Q_OBJECT

public:
    enum class Stage { None, Making, Ready, Saving, Saved };
    struct State {
        Stage stage = Stage::None;
        int percent = 0; ///< of Making and Saving
        qint64 size = 0; ///< bytes of the archive, from Ready on
        bool waitsForServer = false; ///< one is wanted, and the server cannot be reached
    };

    static constexpr std::chrono::seconds askEvery{1};
    static constexpr std::chrono::seconds retryAfter{5};
    static constexpr qint64 pieceBytes = qint64(1024) * 1024;

    Takeout(ExportApi &api, Scheduler &scheduler, QString notePath, QObject *parent = nullptr);

    [[nodiscard]] State state() const;
    /// Asks the server for one, as soon as it can be reached.
    void begin();
    /// There is to be none: neither here nor on the server.
    void cancel();
    /// Nothing of it stays on this device, the beginning of the archive included.
    void forget();
    /// A ready one, to that file.
    void save(const QString &path);

    /// The server can be reached, or can no more.
    void resume();
    void pause();
    /// Where the note is.
    [[nodiscard]] const QString &notePath() const { return m_notePath; }

Q_SIGNALS:
    void changed();
    void failed(const confab::Error &error);

private:
    void enter(Stage stage);
    void ask();
    void look();
    void heard(const Result<Export> &heard);
    void readOn();
    void received(const Result<QByteArray> &bytes);
    void finishSaving();
    void fail(const Error &error, Stage stage);
    [[nodiscard]] QString partPath() const { return m_target + QStringLiteral(".part"); }

    ExportApi &m_api;
    const QString m_notePath;
    Alarm m_alarm;
    Export m_export;
    Stage m_stage = Stage::None;
    QString m_target; ///< what it is saved as
    qint64 m_saved = 0; ///< bytes
    bool m_isOnline = false;
    bool m_isWanted = false; ///< the server has not answered yet that it makes one
    int m_round = 0; ///< an answer to an earlier one is stale
};

} // namespace confab
