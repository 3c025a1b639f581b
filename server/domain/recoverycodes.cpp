// SPDX-License-Identifier: Apache-2.0
#include "server/domain/recoverycodes.h"

#include "server/domain/crypto.h"
#include "server/domain/secretcode.h"
#include "shared/core/limits.h"

namespace confab {

QByteArray RecoveryCode::digest(QStringView typed)
{
    const QString code = SecretCode::read(typed).remove(u'-');
    return code.isEmpty() ? QByteArray() : crypto::digest(code.toLatin1());
}

RecoveryCodeSet RecoveryCodeSet::make()
{
    RecoveryCodeSet set;
    for (int i = 0; i < Limits::recoveryCodes; ++i) {
        set.codes.append(SecretCode::make());
        set.digests.append(RecoveryCode::digest(set.codes.last()));
    }
    return set;
}

} // namespace confab
