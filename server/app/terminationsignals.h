// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace confab {

/// Turns the system's wish that the process ends (SIGTERM, SIGINT, SIGHUP; Ctrl-C) into a signal of Qt's.
///
/// One at a time, made on the main thread, which needs an event loop. A second wish ends the process at once.
class TerminationSignals final : public QObject {
    Q_OBJECT

public:
    explicit TerminationSignals(QObject *parent = nullptr);
    ~TerminationSignals() override;

Q_SIGNALS:
    void requested();
};

} // namespace confab
