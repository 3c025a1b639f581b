// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/fileshelf.h"
#include "client/view/attachmentlayout.h"
#include "client/view/messagefonts.h"
#include "client/view/thumbnails.h"

QT_FORWARD_DECLARE_CLASS(QPainter)

namespace confab {

class Theme;

/// Paints the files of a message where an AttachmentLayout has placed them: a picture, or a chip with name
/// and size, each with how far it has come. Makes nothing happen. GUI thread; theme and pictures outlive it.
class AttachmentPainter final {
public:
    /// One file, and how it stands.
    struct Shown {
        const AttachmentLayout::Part &part;
        FileShelf::State stored; ///< what of it is on this device
        FileShelf::State state; ///< the same, or how far it is on its way up
        bool isOwn = false;
    };

    AttachmentPainter(const Theme &theme, Thumbnails &pictures, const MessageFonts &fonts,
                      Qt::LayoutDirection direction);

    void paint(QPainter &painter, const Shown &shown) const;

private:
    void paintPicture(QPainter &painter, const Shown &shown) const;
    void paintImage(QPainter &painter, const Shown &shown, const QImage &image) const;
    void paintChip(QPainter &painter, const Shown &shown) const;
    void paintDisc(QPainter &painter, const Shown &shown, const QRect &place) const;
    void paintLines(QPainter &painter, const Shown &shown, const QRect &place) const;
    void paintProgress(QPainter &painter, const QRect &place, const Shown &shown) const;
    [[nodiscard]] QColor ground(const Shown &shown) const;

    const Theme &m_theme;
    Thumbnails &m_pictures;
    const MessageFonts &m_fonts;
    const bool m_fromRight;
};

} // namespace confab
