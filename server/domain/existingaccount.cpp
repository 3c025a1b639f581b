// SPDX-License-Identifier: Apache-2.0
#include "server/domain/existingaccount.h"

namespace confab {

using namespace Qt::StringLiterals;

Result<AccountRow> existingAccount(Database &database, AccountId id)
{
    const auto found = AccountRepository(database).find(id);
    if (!found)
        return found.error();
    if (!*found || (*found)->disabled)
        return Error{ErrorCode::NotAuthenticated, {}, u"the account is gone"_s};
    return **found;
}

Result<AccountRow> lockPeople(Database &database, const Caller &caller, QList<AccountId> others)
{
    others.append(caller.account);
    if (const auto locked = AccountRepository(database).lock(std::move(others)); !locked)
        return locked.error();
    return existingAccount(database, caller.account);
}

} // namespace confab
