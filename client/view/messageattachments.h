// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/fileshelf.h"
#include "client/view/fileopener.h"
#include "client/view/messagerows.h"
#include "client/view/thumbnails.h"
#include "shared/core/units.h"

QT_FORWARD_DECLARE_CLASS(QMenu)
QT_FORWARD_DECLARE_CLASS(QPainter)

namespace confab {

class MessageView;
class Theme;

/// The files of the messages in a MessageView: has them painted, brings pictures here when they are seen,
/// and does what a hand wants with one. Part of the view.
class MessageAttachments final : public QObject {
    Q_OBJECT

public:
    /// Larger pictures come when they are asked for.
    static constexpr qint64 fetchedUnasked = 8 * mebibyte;

    MessageAttachments(MessageView &view, const Theme &theme);

    /// Whose files they are; null shows them without their contents.
    void setShelf(FileShelf *shelf);
    void paint(QPainter &painter, const MessageRows::Row &row);
    /// Whether `point` of the row is over a file.
    [[nodiscard]] static bool isOver(const MessageRows::Row &row, QPoint point);
    /// What a click there does; false where there is no file.
    bool activate(const MessageRows::Row &row, QPoint point);
    /// What can be done with the file there; without a point, with each of them.
    void addActions(QMenu &menu, const MessageRows::Row &row, QPoint point);

private:
    [[nodiscard]] FileShelf::State stateOf(const MessageFile &file) const;
    /// The same of a file in a row, which may be on its way up.
    [[nodiscard]] FileShelf::State shownState(const MessageRows::Row &row, qsizetype index) const;
    /// A picture that is seen comes by itself, unless it is large.
    void fetchSeen(const MessageFile &file, const FileShelf::State &stored);
    void addActions(QMenu &menu, const MessageFile &file);
    void open(const MessageFile &file);
    void update();

    MessageView &m_view;
    const Theme &m_theme;
    FileShelf *m_shelf = nullptr;
    Thumbnails m_thumbnails;
    const FileOpener m_opener;
};

} // namespace confab
