// SPDX-License-Identifier: Apache-2.0
#include "server/domain/existingaccount.h"

namespace confab {

using namespace Qt::StringLiterals;

Result<AccountRow> existingAccount(Database &database, AccountId id)
{
    const auto found = AccountRepository(database).find(id);
    if (!found)
        return found.error();
    if (!*found)
        return Error{ErrorCode::NotAuthenticated, {}, u"the account is gone"_s};
    return **found;
}

} // namespace confab
