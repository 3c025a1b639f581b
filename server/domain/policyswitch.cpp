// SPDX-License-Identifier: Apache-2.0
#include "server/domain/policyswitch.h"

#include "server/domain/movedstep.h"
#include "server/storage/activeconversationrepository.h"
#include "server/storage/settingrepository.h"

#include <limits>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

const QString settingName = u"conversation_policy"_s;
constexpr int stepLength = 5000; // conversations a transaction

Result<void> store(Database &database, ConversationPolicy policy)
{
    if (const auto removed = ActiveConversationRepository(database).removeAll(); !removed)
        return removed;
    return SettingRepository(database).setValue(settingName, toName(policy));
}

/// Of nodes that start together one is the first to say so: what the others begin stays.
Result<ConversationPolicy> announce(Transaction &transaction, ConversationPolicy policy)
{
    Database &database = transaction.database();
    if (const auto locked = SettingRepository(database).lock(); !locked)
        return locked.error();
    const auto was = storedPolicy(database);
    if (!was || *was == policy || policy == ConversationPolicy::Open)
        return was;
    const auto stored = store(database, policy);
    return stored ? was : Result<ConversationPolicy>(stored.error());
}

Result<void> sweepAll(Writer &writer, ConversationState state, const Clock &clock)
{
    std::optional<ConversationId> last(std::numeric_limits<qint64>::min());
    while (last) {
        const auto swept = writer.run<std::optional<ConversationId>>([&](Transaction &transaction) {
            return ConversationRepository(transaction.database())
                .sweep(
                    {.state = state, .after = *last, .atMost = stepLength, .moved = movedStep(clock.now())});
        });
        if (!swept)
            return swept.error();
        last = *swept;
    }
    return {};
}

} // namespace

Result<ConversationPolicy> storedPolicy(Database &database)
{
    const auto stored = SettingRepository(database).value(settingName);
    if (!stored)
        return stored.error();
    return *stored == toName(ConversationPolicy::Exclusive) ? ConversationPolicy::Exclusive
                                                            : ConversationPolicy::Open;
}

QLatin1StringView toName(ConversationPolicy policy)
{
    return policy == ConversationPolicy::Exclusive ? "exclusive"_L1 : "open"_L1;
}

Result<void> switchPolicy(Writer &writer, ConversationPolicy policy, const Clock &clock)
{
    const auto was = writer.run<ConversationPolicy>(
        [&](Transaction &transaction) { return announce(transaction, policy); });
    if (!was)
        return was.error();
    if (policy == ConversationPolicy::Exclusive)
        return sweepAll(writer, ConversationState::Closed, clock);
    if (*was == ConversationPolicy::Open)
        return {};
    if (const auto swept = sweepAll(writer, ConversationState::Open, clock); !swept)
        return swept;
    const auto stored = writer.run<bool>([&](Transaction &transaction) -> Result<bool> {
        const auto done = store(transaction.database(), policy);
        return done ? Result<bool>(true) : Result<bool>(done.error());
    });
    return stored ? Result<void>() : Result<void>(stored.error());
}

} // namespace confab
