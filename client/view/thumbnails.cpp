// SPDX-License-Identifier: Apache-2.0
#include "client/view/thumbnails.h"

#include <QImageReader>
#include <QPointer>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

bool isOfKnownKind(const QByteArray &format)
{
    static const QList<QByteArray> known{"png", "jpeg", "jpg", "gif", "webp"};
    return known.contains(format);
}

} // namespace

Thumbnails::Thumbnails(QObject *parent)
    : QObject(parent)
    , m_images(cacheBytes)
{
    m_pool.setMaxThreadCount(2);
    QImageReader::setAllocationLimit(allocationMib);
}

Thumbnails::~Thumbnails()
{
    m_pool.clear();
    m_pool.waitForDone();
}

QImage Thumbnails::find(const QString &path, QSize bounds)
{
    const QString key = u"%1:%2:%3"_s.arg(bounds.width()).arg(bounds.height()).arg(path);
    if (const QImage *image = m_images.object(key))
        return *image;
    if (m_broken.contains(path) || m_running.contains(key))
        return {};
    m_running.insert(key);
    m_pool.start([this, guard = QPointer(this), key, path, bounds] {
        const QImage image = decode(path, bounds);
        // The pool is waited for: this is there, but perhaps on its way out.
        QMetaObject::invokeMethod(this, [guard, key, path, image] {
            if (guard)
                guard->done(key, path, image);
        });
    });
    return {};
}

void Thumbnails::done(const QString &key, const QString &path, const QImage &image)
{
    m_running.remove(key);
    if (image.isNull())
        m_broken.insert(path);
    else
        m_images.insert(key, new QImage(image), int(std::min<qsizetype>(image.sizeInBytes(), cacheBytes)));
    Q_EMIT ready(path);
}

QImage Thumbnails::decode(const QString &path, QSize bounds)
{
    QImageReader reader(path);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    if (!isOfKnownKind(reader.format()))
        return {};
    const QSize size = reader.size();
    if (!size.isValid() || size.isEmpty() || qint64(size.width()) * size.height() > mostPixels)
        return {};
    // It is made small before it is turned.
    const bool isTurned = reader.transformation() & QImageIOHandler::TransformationRotate90;
    const QSize within = isTurned ? bounds.transposed() : bounds;
    if (size.width() > within.width() || size.height() > within.height())
        reader.setScaledSize(size.scaled(within, Qt::KeepAspectRatio).expandedTo({1, 1}));
    return reader.read();
}

} // namespace confab
