// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <QDialog>
#include <QImage>

namespace confab {

class CropView;
class Theme;

/// A picture as it is sent.
struct PictureFile {
    QByteArray data;
    QByteArray mediaType;
};

/// Where a square of a picture is chosen, for others to see. Accepted: result() has it, made small enough.
class PictureDialog final : public QDialog {
    Q_OBJECT

public:
    PictureDialog(const QImage &image, const Theme &theme, QWidget *parent = nullptr);

    /// The chosen square as a file.
    [[nodiscard]] PictureFile picture() const;

    /// The picture of that file, turned as it was taken, at most a few thousand pixels wide; null when it is
    /// none that can be read.
    [[nodiscard]] static QImage read(const QString &path);
    /// As it is sent: at most Limits::avatar bytes.
    [[nodiscard]] static PictureFile encode(const QImage &square);

    static constexpr int side = 512; ///< of what is sent, in pixels

private:
    const QImage m_image;
    CropView *m_crop;
};

} // namespace confab
