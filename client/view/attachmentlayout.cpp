// SPDX-License-Identifier: Apache-2.0
#include "client/view/attachmentlayout.h"

#include "client/view/metrics.h"

#include <QFontMetrics>
#include <QStyle>

#include <algorithm>

namespace confab {

namespace {

constexpr int between = Metrics::unit;

int chipHeight(const QFont &font)
{
    return QFontMetrics(font).height() + QFontMetrics(Metrics::caption(font)).height() + 2 * Metrics::small;
}

} // namespace

QSize shownPictureSize(QSize size, QSize bounds)
{
    QSize shown = size;
    if (shown.width() > bounds.width() || shown.height() > bounds.height())
        shown.scale(bounds, Qt::KeepAspectRatio);
    const QSize least(std::min(AttachmentLayout::pictureMin, bounds.width()),
                      std::min(AttachmentLayout::pictureMin, bounds.height()));
    return shown.expandedTo(least);
}

AttachmentLayout AttachmentLayout::of(const QList<MessageFile> &files, int maxWidth, const QFont &font)
{
    AttachmentLayout layout;
    const QSize bounds(std::min(pictureMax, maxWidth), pictureMax);
    const QSize chip(std::min(chipWidth, maxWidth), chipHeight(font));
    int y = 0;
    for (const MessageFile &file : files) {
        const QSize size
            = file.isPicture() ? shownPictureSize({*file.shown.width, *file.shown.height}, bounds) : chip;
        layout.parts.append({file, QRect(QPoint(0, y), size)});
        layout.size = layout.size.expandedTo({size.width(), y + size.height()});
        y += size.height() + between;
    }
    return layout;
}

void AttachmentLayout::moveTo(QPoint corner)
{
    for (Part &part : parts)
        part.rect.translate(corner);
}

void AttachmentLayout::mirror(Qt::LayoutDirection direction, const QRect &row)
{
    for (Part &part : parts)
        part.rect = QStyle::visualRect(direction, row, part.rect);
}

int AttachmentLayout::at(QPoint point) const
{
    const auto found = std::find_if(parts.begin(), parts.end(),
                                    [point](const Part &part) { return part.rect.contains(point); });
    return found == parts.end() ? -1 : int(found - parts.begin());
}

} // namespace confab
