// SPDX-License-Identifier: Apache-2.0
#include "client/view/avatarpictures.h"

#include "client/store/account.h"
#include "shared/core/limits.h"

#include <QBuffer>
#include <QImageReader>
#include <QPixmapCache>

using namespace Qt::StringLiterals;

namespace confab {

AvatarPictures::AvatarPictures(Account &account, QObject *parent)
    : QObject(parent)
    , m_account(account)
{
    connect(&account, &Account::avatarArrived, this, &AvatarPictures::changed);
    connect(&account, &Account::personChanged, this, &AvatarPictures::look);
    connect(&account, &Account::chatChanged, this, [this](ChatId chat) {
        if (const Chat now = m_account.chat(chat); now.isGroup())
            look(now.username);
    });
    connect(&account, &Account::meChanged, this, [this] { look(m_account.me().user.username); });
}

/// People change for many reasons; mostly their picture stays.
void AvatarPictures::look(const QString &username)
{
    const auto known = m_names.find(username);
    if (known == m_names.end())
        return;
    const QString name = m_account.avatarOf(username);
    if (std::exchange(*known, name) != name)
        Q_EMIT changed();
}

QPixmap AvatarPictures::of(const QString &username, int size, qreal ratio)
{
    auto name = m_names.constFind(username);
    if (name == m_names.constEnd())
        name = m_names.insert(username, m_account.avatarOf(username));
    if (name->isEmpty())
        return {};
    const int side = qRound(size * ratio);
    const QString key = u"avatar/%1/%2"_s.arg(*name).arg(side);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    const auto bytes = m_account.avatar(*name);
    if (!bytes)
        return {};
    pixmap = QPixmap::fromImage(square(*bytes, side));
    QPixmapCache::insert(key, pixmap); // also a null one: it is not tried at each repaint
    return pixmap;
}

QImage AvatarPictures::square(const QByteArray &bytes, int side)
{
    QBuffer buffer;
    buffer.setData(bytes);
    QImageReader reader(&buffer);
    // What came over the network decides by its own first bytes, and no other format is tried.
    reader.setDecideFormatFromContent(true);
    static const QList<QByteArray> formats{"png", "jpeg", "webp"};
    const QSize size = reader.size();
    if (!formats.contains(reader.format()) || size.isEmpty() || size.width() > Limits::avatarSide
        || size.height() > Limits::avatarSide)
        return {};
    const int shorter = qMin(size.width(), size.height());
    const QImage image = reader.read();
    const QRect middle((size.width() - shorter) / 2, (size.height() - shorter) / 2, shorter, shorter);
    return image.copy(middle).scaled(side, side, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

} // namespace confab
