// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/theme.h"
#include "shared/core/clock.h"

#include <QByteArray>
#include <QSettings>
#include <QStringList>

#include <optional>

namespace confab {

/// What a person has chosen about the look of this profile's windows, and where they stood. Written at once,
/// to `view.ini` in the profile's folder. Lives on the GUI thread and outlives the views.
class Preferences final : public QObject {
    Q_OBJECT

public:
    enum class EnterKey { Sends, BreaksLine };
    enum class Notifications { WithText, WithoutText, Off };
    enum class Closing { Quits, Hides }; ///< the window's, where there is a tray

    explicit Preferences(const QString &directory);

    [[nodiscard]] Theme::Scheme scheme() const;
    void setScheme(Theme::Scheme scheme);

    [[nodiscard]] EnterKey enterKey() const;
    void setEnterKey(EnterKey key);

    [[nodiscard]] Notifications notifications() const;
    void setNotifications(Notifications notifications);
    /// Until when nobody is to be told of anything; OwnState::mutedForever for until it is turned on.
    [[nodiscard]] std::optional<Timestamp> quietUntil() const;
    void setQuietUntil(std::optional<Timestamp> until);
    [[nodiscard]] Closing closing() const;
    void setClosing(Closing closing);

    [[nodiscard]] int sidebarWidth() const;
    void setSidebarWidth(int width);

    [[nodiscard]] QByteArray geometry() const;
    void setGeometry(const QByteArray &geometry);

    /// Those used last, the last first.
    [[nodiscard]] QStringList recentEmoji() const;
    void noteEmoji(const QString &emoji);

    static constexpr int mostRecentEmoji = 16;

Q_SIGNALS:
    void enterKeyChanged();
    void quietChanged();
    void recentEmojiChanged();

private:
    QSettings m_settings;
};

} // namespace confab
