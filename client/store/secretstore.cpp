// SPDX-License-Identifier: Apache-2.0
#include "client/store/secretstore.h"

namespace confab {

void MemorySecretStore::read(const QString &key, Read done)
{
    const auto found = m_secrets.constFind(key);
    if (found == m_secrets.constEnd())
        done(Error{ErrorCode::NotFound, {}, QStringLiteral("There is no such secret")});
    else
        done(*found);
}

void MemorySecretStore::write(const QString &key, const QByteArray &secret, Done done)
{
    m_secrets.insert(key, secret);
    done({});
}

void MemorySecretStore::remove(const QString &key, Done done)
{
    m_secrets.remove(key);
    done({});
}

} // namespace confab
