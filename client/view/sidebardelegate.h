// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/sidebarrow.h"

#include <QStyledItemDelegate>
#include <QTextLayout>

#include <functional>

namespace confab {

class Theme;

/// Paints the rows of the sidebar's lists by their SidebarRowLayout.
class SidebarDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using Reader = std::function<SidebarRow(const QModelIndex &)>;

    /// `reader` says what is in a row of the model at hand.
    SidebarDelegate(const Theme &theme, Reader reader, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    [[nodiscard]] QColor ground(const QStyleOptionViewItem &option) const;
    void paintTile(QPainter &painter, const QRect &rect, QLatin1StringView icon) const;
    void paintSection(QPainter &painter, const SidebarRowLayout &layout, const SidebarRow &row,
                      const QFont &font) const;
    void paintNote(QPainter &painter, const SidebarRowLayout &layout, const SidebarRow &row,
                   const QFont &font) const;
    void paintFound(QPainter &painter, const QRect &rect, const QString &words,
                    const QList<QTextLayout::FormatRange> &places, const QFont &font) const;
    void paintFoundTitle(QPainter &painter, const SidebarRowLayout &layout, const SidebarRow &row,
                         const QFont &font) const;
    [[nodiscard]] QTextCharFormat foundFormat(const QFont &font) const;
    void paintFirstLine(QPainter &painter, const SidebarRowLayout &layout, const SidebarRow &row,
                        const QFont &font) const;
    void paintSecondLine(QPainter &painter, const SidebarRowLayout &layout, const SidebarRow &row,
                         const QFont &font) const;

    const Theme &m_theme;
    const Reader m_reader;
};

} // namespace confab
