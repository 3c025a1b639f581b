// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "shared/protocol/user.h"

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QTimer)

namespace confab {

class AvatarWidget;
class ElidedLabel;
class IconButton;
class Theme;

/// Whom one is talking to: avatar, name, and what the person is doing now.
class ConversationHeader final : public QWidget {
    Q_OBJECT

public:
    enum class BackButton { Hidden, Shown };

    explicit ConversationHeader(const Theme &theme, QWidget *parent = nullptr);

    void show(const Chat &chat, const std::optional<User> &person);
    void setTyping(bool typing);
    void setBackButton(BackButton button);

Q_SIGNALS:
    void backRequested();
    void searchRequested();

private:
    void showStatus();

    AvatarWidget *m_avatar;
    ElidedLabel *m_name;
    ElidedLabel *m_status;
    IconButton *m_back;
    QTimer *m_minute; ///< "last seen 3 minutes ago" grows older
    std::optional<User> m_person;
    bool m_isTyping = false;
};

} // namespace confab
