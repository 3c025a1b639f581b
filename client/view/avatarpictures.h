// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QObject>
#include <QPixmap>

namespace confab {

class Account;

/// The pictures of people and groups as they are painted: decoded, cut to a square, in the size that is asked
/// for; the last ones are kept (QPixmapCache). What is not here yet is a null pixmap, and changed() says when
/// it is. GUI thread; the account outlives it.
class AvatarPictures final : public QObject {
    Q_OBJECT

public:
    explicit AvatarPictures(Account &account, QObject *parent = nullptr);

    /// `size` in device-independent pixels, on a screen with `ratio` pixels for each; it has size * ratio of
    /// them. Null for who has none.
    [[nodiscard]] QPixmap of(const QString &username, int size, qreal ratio);

    /// The picture in `bytes`, as a square of `side` pixels; null when it is none, or larger than pictures
    /// of people are.
    [[nodiscard]] static QImage square(const QByteArray &bytes, int side);

Q_SIGNALS:
    void changed();

private:
    void look(const QString &username);

    Account &m_account;
    QHash<QString, QString> m_names; ///< of the pictures, by username: what was painted lately
};

} // namespace confab
