// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/messageloading.h"

#include <QListView>

QT_FORWARD_DECLARE_CLASS(QTimer)

namespace confab {

class AvatarPictures;
class MessageAttachments;
class MessageInteraction;
class MessagePainter;
class Theme;

/// One conversation's messages on the screen, growing upwards while a person scrolls back.
///
/// A QListView only to the outside (models, current index, accessibility): MessagePlacement says where the
/// rows stand, MessageLayout what is in them, and MessagePainter paints them.
class MessageView final : public QListView {
    Q_OBJECT

public:
    /// A point of the view as a row and a point inside that row.
    struct Hit {
        int row;
        QPoint point;
    };

    explicit MessageView(const Theme &theme, QWidget *parent = nullptr);
    ~MessageView() override;

    /// Shows `messages`, which must outlive this or the next call; null shows nothing. `peer` is the other
    /// person's name, for the words at the beginning.
    void showMessages(MessageListModel *messages, const QString &peer);
    /// Whether several people may have read a message.
    void setGroup(bool isGroup) { m_isGroup = isGroup; }
    [[nodiscard]] bool isGroup() const { return m_isGroup; }
    /// The other one is called so now.
    void setPeer(const QString &peer)
    {
        m_loading.setPeer(peer);
        viewport()->update();
    }
    /// Of the senders; outlives this.
    void setPictures(AvatarPictures *pictures) { m_pictures = pictures; }
    [[nodiscard]] bool isAtNewest() const { return m_placement.isAtNewest(); }
    void scrollToNewest();
    /// Goes to that message, which may have to be loaded, and marks it for a moment.
    void showMessage(Seq seq);
    /// The last message that can be seen whole; 0 when there is none.
    [[nodiscard]] Seq lastSeenSeq() const;
    /// Asks for what is missing again, after the network came back.
    void retryLoading();

    /// Nothing can be answered, changed or reacted to in a conversation that was ended.
    void setReadOnly(bool readOnly) { m_isReadOnly = readOnly; }
    [[nodiscard]] bool isReadOnly() const { return m_isReadOnly; }
    /// What the menu offers to react with.
    void setQuickReactions(const QStringList &emoji) { m_quickReactions = emoji; }
    [[nodiscard]] const QStringList &quickReactions() const { return m_quickReactions; }

    [[nodiscard]] std::optional<Hit> hitAt(QPoint point) const;
    [[nodiscard]] const MessageRows::Row &row(int row) const;
    /// Shows a message of somebody blocked.
    void unfold(int row)
    {
        m_placement.rows().unfold(row);
        settle();
    }
    [[nodiscard]] MessageAttachments &attachments() { return *m_attachments; }
    [[nodiscard]] const MessageFonts &fonts() { return m_placement.rows().fonts(); }

    [[nodiscard]] QRect visualRect(const QModelIndex &index) const override;
    [[nodiscard]] QModelIndex indexAt(const QPoint &point) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    void doItemsLayout() override;

Q_SIGNALS:
    void atNewestChanged(bool atNewest);
    /// Other rows than before are on the screen.
    void shownChanged();
    void tryAgainRequested(const QUuid &clientId);
    void deleteRequested(const QUuid &clientId);
    /// `shown` is what the link reads as.
    void linkActivated(const QUrl &url, const QString &shown);
    /// What the menu, a chip or the keyboard asks to become of a message.
    void replyRequested(const confab::MessageItem &item);
    void editRequested(const confab::MessageItem &item);
    void eraseRequested(const confab::MessageItem &item);
    void forwardRequested(const confab::MessageItem &item);
    void copyLinkRequested(const confab::MessageItem &item);
    void saveTextRequested(const confab::MessageItem &item);
    void seenRequested(const confab::MessageItem &item);
    void reactionToggled(const confab::MessageItem &item, const QString &emoji);
    void emojiRequested(const confab::MessageItem &item, QPoint globalPosition);

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int verticalOffset() const override;
    int horizontalOffset() const override { return 0; }
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void setSelection(const QRect &, QItemSelectionModel::SelectionFlags) override { }
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void followModel();
    void settle();
    void tellAtNewest();
    void startAtUnread();
    void markFound(Seq seq);
    void paintHead(QPainter &painter);
    void paintStickyDay(MessagePainter &painter, int first);

    const Theme &m_theme;
    MessageListModel *m_messages = nullptr;
    AvatarPictures *m_pictures = nullptr;
    std::unique_ptr<QAbstractItemModel> m_accessible;
    mutable MessagePlacement
        m_placement; // Laying out a row when it is asked for changes nothing that can be seen.
    MessageAttachments *const m_attachments;
    std::unique_ptr<MessageInteraction> m_interaction;
    bool m_wasAtNewest = true;
    bool m_isSettling = false;
    bool m_isGroup = false;
    bool m_isReadOnly = false;
    MessageLoading m_loading;
    QStringList m_quickReactions;
    Seq m_found; ///< the message that is marked
    QTimer *m_foundTimer;
};

} // namespace confab
