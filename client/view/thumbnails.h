// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/units.h"

#include <QCache>
#include <QImage>
#include <QObject>
#include <QSet>
#include <QThreadPool>

namespace confab {

/// Pictures of this device, made small, for painting. They are decoded on threads of their own; who asks for
/// one that is not ready gets none, and ready() when it is.
///
/// What people send is decoded within bounds: PNG, JPEG, GIF and WebP only, at most mostPixels, whatever the
/// file says. GUI thread.
class Thumbnails final : public QObject {
    Q_OBJECT

public:
    static constexpr qint64 mostPixels = 40'000'000;
    static constexpr int cacheBytes = 32 * mebibyte;
    static constexpr int allocationMib = 192; ///< of one while it is decoded

    explicit Thumbnails(QObject *parent = nullptr);
    ~Thumbnails() override;

    /// The picture at `path` within `bounds` (device pixels), keeping its shape. Null while it is not ready,
    /// and for one that cannot be shown.
    [[nodiscard]] QImage find(const QString &path, QSize bounds);
    [[nodiscard]] bool isBroken(const QString &path) const { return m_broken.contains(path); }

    /// Decodes at once; null when it cannot be shown. Any thread.
    [[nodiscard]] static QImage decode(const QString &path, QSize bounds);

Q_SIGNALS:
    void ready(const QString &path);

private:
    void done(const QString &key, const QString &path, const QImage &image);

    QCache<QString, QImage> m_images;
    QSet<QString> m_running;
    QSet<QString> m_broken;
    QThreadPool m_pool; // its jobs end before all this
};

} // namespace confab
