// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace confab {

/// Links that the system hands to the client that runs, which macOS does by an event (QFileOpenEvent).
/// Belongs to the application it listens to; GUI thread.
class LinkEvents final : public QObject {
    Q_OBJECT

public:
    explicit LinkEvents(QObject &application);

Q_SIGNALS:
    void opened(const QString &link);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace confab
