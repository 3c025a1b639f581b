// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/accountservice.h"
#include "server/domain/picture.h"
#include "server/storage/avatarrepository.h"

namespace confab {

/// People's pictures: each content is stored once, named by it, and goes with the last account that has it.
/// `accounts` must outlive it. Keeps no state; thread-safe.
class AvatarService {
public:
    explicit AvatarService(const AccountService &accounts)
        : m_accounts(accounts)
    { }

    /// Reads the picture, which takes its time: not on the writer's thread. PayloadTooLarge beyond
    /// Limits::avatar bytes; the errors of Picture::read().
    [[nodiscard]] Result<Me> set(Writer &writer, const Caller &caller, const QByteArray &bytes) const;
    [[nodiscard]] Result<Me> remove(Transaction &transaction, const Caller &caller) const;
    /// NotFound when nobody has it.
    [[nodiscard]] Result<AvatarRow> find(Database &database, const QString &name) const;

    /// What a picture is called.
    [[nodiscard]] static QString nameOf(const QByteArray &data);

private:
    const AccountService &m_accounts;
};

} // namespace confab
