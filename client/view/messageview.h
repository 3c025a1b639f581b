// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/messagerows.h"

#include <QListView>
#include <QPersistentModelIndex>

namespace confab {

class MessageInteraction;
class MessagePainter;
class Theme;

/// One conversation's messages on the screen, growing upwards while a person scrolls back.
///
/// A QListView only to the outside (models, current index, accessibility): it places, measures and paints its
/// rows itself, laying out no more than it shows. What is on the screen stays where it is whatever happens
/// above or below it, held by an anchor: one row whose lower edge keeps its distance from the top. At the
/// newest message the view stays at the newest.
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
    [[nodiscard]] bool isAtNewest() const { return m_atNewest; }
    void scrollToNewest();
    /// The last message that can be seen whole; 0 when there is none.
    [[nodiscard]] Seq lastSeenSeq() const;
    /// Asks for what is missing again, after the network came back.
    void retryLoading();

    [[nodiscard]] std::optional<Hit> hitAt(QPoint point) const;
    [[nodiscard]] const MessageRows::Row &row(int row) const;

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
    void linkActivated(const QUrl &url);

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
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Anchor {
        QPersistentModelIndex index;
        qint64 bottom = 0; ///< of the row, below the top of the viewport
    };

    void followModel();
    void onInserted(int first, int last);
    void onRemoved(int first, int last);
    void settle();
    [[nodiscard]] bool measureShown(qint64 position);
    [[nodiscard]] qint64 wantedPosition() const;
    [[nodiscard]] qint64 contentHeight() const;
    [[nodiscard]] qint64 rowTop(int row) const;
    void takeAnchor();
    void setAtNewest(bool atNewest);
    void startAtUnread();
    void loadWhatIsNear();
    [[nodiscard]] QString headText() const;
    void paintHead(QPainter &painter);
    void paintStickyDay(MessagePainter &painter, int first);

    const Theme &m_theme;
    MessageListModel *m_messages = nullptr;
    QString m_peer;
    std::unique_ptr<QAbstractItemModel> m_accessible;
    mutable MessageRows m_rows; // Laying out a row when it is asked for changes nothing that can be seen.
    std::unique_ptr<MessageInteraction> m_interaction;
    Anchor m_anchor;
    qint64 m_position = 0;
    bool m_atNewest = true;
    bool m_isSettling = false;
    bool m_loadFailed = false;
};

} // namespace confab
