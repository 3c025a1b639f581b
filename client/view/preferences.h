// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/theme.h"

#include <QByteArray>
#include <QSettings>

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

Q_SIGNALS:
    void enterKeyChanged();

private:
    QSettings m_settings;
};

} // namespace confab
