// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "shared/protocol/user.h"

#include <QPixmap>
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

    /// `picture` is null for none.
    void show(const Chat &chat, const std::optional<User> &person, const QPixmap &picture);
    void setTyping(bool typing);
    void setBackButton(BackButton button);

    /// Whether the details are open.
    void setDetails(bool shown);

Q_SIGNALS:
    void backRequested();
    void searchRequested();
    void detailsRequested();

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void showStatus();

    AvatarWidget *m_avatar;
    ElidedLabel *m_name;
    ElidedLabel *m_status;
    IconButton *m_back;
    IconButton *m_details;
    QTimer *m_minute; ///< "last seen 3 minutes ago" grows older
    std::optional<User> m_person;
    int m_members = 0; ///< of a group; 0 elsewhere
    bool m_isTyping = false;
};

} // namespace confab
