// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPersistentModelIndex>
#include <QWidget>

namespace confab {

class MessageView;
class Theme;

/// The buttons beside the message under the pointer: react, reply, and everything else. For the hand alone;
/// the keyboard has the menu, which holds the same. A child of the view's viewport.
class MessageButtons final : public QWidget {
    Q_OBJECT

public:
    MessageButtons(const Theme &theme, MessageView &view);

    /// Goes to the message at `point` of the viewport; away where there is none that stands.
    void follow(QPoint point);

Q_SIGNALS:
    void moreRequested(int row, QPoint globalPosition);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addButton(QLatin1StringView icon, const QString &label, const std::function<void(QPoint)> &action);
    /// Whether the message is still there and still takes an answer.
    [[nodiscard]] bool mayAct() const;
    /// Of the message, where it stands now.
    [[nodiscard]] QRect bubble() const;
    /// Beside the bubble, on the side with more room; above its end where neither has enough.
    void placeAt(const QRect &bubble);

    const Theme &m_theme;
    MessageView &m_view;
    QPersistentModelIndex m_message;
    QRect m_bubble; ///< where it stood when the hand came
};

} // namespace confab
