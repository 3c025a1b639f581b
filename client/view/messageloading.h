// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/messageplacement.h"

namespace confab {

/// Asks a message model for more where the screen comes near to what the model holds, and says above the
/// first row how that goes. Part of MessageView.
class MessageLoading final {
public:
    /// Null is none. `peer` is the other person's name, or a group's.
    void setModel(MessageListModel *messages, const QString &peer);

    /// The screen shows these rows now. Asks within the event loop's next turn: rows may come at once.
    void showing(MessagePlacement &placement, int viewportHeight);
    /// What was asked for cannot be had; nothing more is asked for until the person looks elsewhere.
    void failed() { m_hasFailed = true; }
    void tryAgain() { m_hasFailed = false; }
    void setPeer(const QString &peer) { m_peer = peer; }
    [[nodiscard]] QString headText() const;

private:
    void later(void (MessageListModel::*load)()) const;

    MessageListModel *m_messages = nullptr;
    QString m_peer;
    bool m_hasFailed = false;
};

} // namespace confab
