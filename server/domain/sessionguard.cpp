// SPDX-License-Identifier: Apache-2.0
#include "server/domain/sessionguard.h"

namespace confab {

using namespace Qt::StringLiterals;

Result<Caller> requireSession(Database &database, const Caller &verified)
{
    const auto holder = SessionRepository(database).holder(verified.session);
    if (!holder)
        return holder.error();
    return requireHolder(*holder, verified);
}

Result<Caller> requireHolder(const std::optional<SessionHolder> &holder, const Caller &verified)
{
    if (!holder || holder->account != verified.account || holder->disabled)
        return Error{ErrorCode::NotAuthenticated, {}, u"the session has ended"_s};
    Caller caller = verified;
    caller.username = holder->username;
    caller.role = holder->role;
    return caller;
}

} // namespace confab
