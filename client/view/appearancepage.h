// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace confab {

class Preferences;
class Theme;

/// Settings: light or dark, and what Enter does.
class AppearancePage final : public QWidget {
    Q_OBJECT

public:
    AppearancePage(Theme &theme, Preferences &preferences, QWidget *parent = nullptr);
};

} // namespace confab
