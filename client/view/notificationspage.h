// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace confab {

struct ViewParts;

/// Settings: what one wants to be told of, what stands in it, and whether Confab stays when its window is
/// closed.
class NotificationsPage final : public QWidget {
    Q_OBJECT

public:
    static constexpr qint64 testKey = -1; ///< of the notification that is a test

    explicit NotificationsPage(const ViewParts &parts, QWidget *parent = nullptr);

private:
    [[nodiscard]] QWidget *choices(const ViewParts &parts);
    [[nodiscard]] QWidget *test(const ViewParts &parts);
    [[nodiscard]] QWidget *closing(const ViewParts &parts);
};

} // namespace confab
