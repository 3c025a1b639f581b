// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/sidebardelegate.h"

#include <QListView>

namespace confab {

/// A list of the sidebar: conversations, or what a search found. One click or Enter chooses.
class SidebarList final : public QListView {
    Q_OBJECT

public:
    SidebarList(const Theme &theme, const QString &name, SidebarDelegate::Reader reader,
                QWidget *parent = nullptr);

    /// Moves the current row by `rows`, over what cannot be chosen.
    void step(int rows);
    void selectRow(const QModelIndex &index);
    /// The values of `role` in the rows on the screen.
    [[nodiscard]] QStringList shown(int role) const;

Q_SIGNALS:
    void chosen(const QModelIndex &index);
    /// By the mouse, or by the keyboard for the current row.
    void menuRequested(const QModelIndex &index, QPoint globalPosition);
    /// Other rows may be on the screen.
    void shownChanged();

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent *event) override;
};

} // namespace confab
