// SPDX-License-Identifier: Apache-2.0
#include "client/view/sidebarlist.h"

#include "client/view/metrics.h"
#include "client/view/theme.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QScrollBar>

namespace confab {

SidebarList::SidebarList(const Theme &theme, const QString &name, SidebarDelegate::Reader reader,
                         QWidget *parent)
    : QListView(parent)
{
    setAccessibleName(name);
    setFrameShape(NoFrame);
    setItemDelegate(new SidebarDelegate(theme, std::move(reader), this));
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    viewport()->setBackgroundRole(QPalette::AlternateBase);
    verticalScrollBar()->setSingleStep(6 * Metrics::unit);
    connect(this, &QListView::clicked, this, &SidebarList::chosen);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void SidebarList::step(int rows)
{
    int row = currentIndex().isValid() ? currentIndex().row() : -1;
    do {
        row += rows;
        if (row < 0 || row >= model()->rowCount())
            return;
    } while (!model()->flags(model()->index(row, 0)).testFlag(Qt::ItemIsSelectable));
    setCurrentIndex(model()->index(row, 0));
}

void SidebarList::selectRow(const QModelIndex &index)
{
    if (index.isValid()) {
        setCurrentIndex(index);
    } else {
        selectionModel()->clear();
        setCurrentIndex({});
    }
}

QStringList SidebarList::shown(int role) const
{
    QStringList values;
    const QModelIndex first = indexAt(QPoint(viewport()->width() / 2, 1));
    for (int row = first.isValid() ? first.row() : 0; row < model()->rowCount(); ++row) {
        const QModelIndex index = model()->index(row, 0);
        if (visualRect(index).top() > viewport()->height())
            break;
        if (const QString value = index.data(role).toString(); !value.isEmpty())
            values.append(value);
    }
    return values;
}

void SidebarList::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && currentIndex().isValid())
        Q_EMIT chosen(currentIndex());
    else if (event->key() == Qt::Key_Escape)
        event->ignore();
    else
        QListView::keyPressEvent(event);
}

void SidebarList::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
    const QModelIndex index = byMouse ? indexAt(event->pos()) : currentIndex();
    if (!index.isValid())
        return;
    const QPoint place = byMouse ? event->globalPos() : viewport()->mapToGlobal(visualRect(index).center());
    Q_EMIT menuRequested(index, place);
}

void SidebarList::scrollContentsBy(int dx, int dy)
{
    QListView::scrollContentsBy(dx, dy);
    Q_EMIT shownChanged();
}

void SidebarList::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    Q_EMIT shownChanged();
}

} // namespace confab
