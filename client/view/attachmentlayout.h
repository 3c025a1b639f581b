// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/messagefile.h"

#include <QRect>

QT_FORWARD_DECLARE_CLASS(QFont)

namespace confab {

/// Where the files of one message stand, from the corner of their block: pictures with room for all of them
/// before they are there, everything else as a chip. Painting, hit-testing and tests read this.
struct AttachmentLayout {
    static constexpr int pictureMax = 320;
    static constexpr int pictureMin = 48;
    static constexpr int chipWidth = 260;

    struct Part {
        MessageFile file;
        QRect rect;
    };
    QList<Part> parts;
    QSize size; ///< of the block; empty where there is no file

    [[nodiscard]] static AttachmentLayout of(const QList<MessageFile> &files, int maxWidth,
                                             const QFont &font);

    void moveTo(QPoint corner);
    /// Mirrored within `row`.
    void mirror(Qt::LayoutDirection direction, const QRect &row);
    /// The file under `point`; -1 where there is none.
    [[nodiscard]] int at(QPoint point) const;
};

/// How large a picture of `size` is shown within `bounds`: never larger than it is, nor too small to be hit.
[[nodiscard]] QSize shownPictureSize(QSize size, QSize bounds);

} // namespace confab
