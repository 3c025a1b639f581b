// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/accountservice.h"
#include "server/domain/picture.h"
#include "server/storage/avatarrepository.h"

namespace confab {

/// The pictures of people and groups: each content is stored once, named by it, and goes with the last who
/// has it.
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

    /// A picture as it is kept; the errors of set().
    [[nodiscard]] static Result<AvatarRow> read(const QByteArray &bytes);
    /// What a picture is called.
    [[nodiscard]] static QString nameOf(const QByteArray &data);

private:
    const AccountService &m_accounts;
};

} // namespace confab
