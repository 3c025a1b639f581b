// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/theme.h"

#include <QByteArray>
#include <QSettings>
#include <QStringList>

namespace confab {

/// What a person has chosen about the look of this profile's windows, and where they stood. Written at once,
/// to `view.ini` in the profile's folder. Lives on the GUI thread and outlives the views.
class Preferences final : public QObject {
    Q_OBJECT

public:
    enum class EnterKey { Sends, BreaksLine };

    explicit Preferences(const QString &directory);

    [[nodiscard]] Theme::Scheme scheme() const;
    void setScheme(Theme::Scheme scheme);

    [[nodiscard]] EnterKey enterKey() const;
    void setEnterKey(EnterKey key);

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
    void recentEmojiChanged();

private:
    QSettings m_settings;
};

} // namespace confab
