// SPDX-License-Identifier: Apache-2.0
#include "shared/core/uuid7.h"

#include <QRandomGenerator>
#include <QtEndian>

namespace confab {

QUuid newUuid7(Timestamp now)
{
    quint32 random[4];
    QRandomGenerator::system()->fillRange(random);
    uchar bytes[16];
    memcpy(bytes, random, sizeof bytes);
    const quint64 time = qToBigEndian(quint64(now.time_since_epoch().count()) << 16);
    memcpy(bytes, &time, 6);
    bytes[6] = uchar(0x70 | (bytes[6] & 0x0f));
    bytes[8] = uchar(0x80 | (bytes[8] & 0x3f));
    return QUuid::fromRfc4122(QByteArrayView(bytes, sizeof bytes));
}

} // namespace confab
