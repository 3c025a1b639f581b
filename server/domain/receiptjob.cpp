// SPDX-License-Identifier: Apache-2.0
#include "server/domain/receiptjob.h"

#include "server/domain/movedstep.h"
#include "server/domain/sessionguard.h"

#include <QSet>

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// Whether one socket asked for all of it. Then it knows what it asked for, and needs no push beside its ack.
bool areOfOneSocket(const QList<Origin> &origins)
{
    return std::all_of(origins.begin(), origins.end(),
                       [&](const Origin &origin) { return origin.socket == origins.first().socket; });
}

enum class Acked { Own, Present };

void acknowledge(Transaction &transaction, const ConversationRow &row, const QList<Origin> &origins,
                 Acked change)
{
    const AckFrame ack{.conversation = row.id, .change = row.change, .present = change == Acked::Present};
    for (const Origin &origin : origins)
        transaction.publish(Acknowledged{origin, ack});
}

} // namespace

Result<void> ReceiptJob::run(Transaction &transaction)
{
    m_results.assign(m_marks.size(), Change());
    m_access.reset(); // of an attempt that was undone
    m_own = {};
    QSet<AccountId> seen;
    for (const Mark &mark : m_marks) {
        const AccountId account = mark.caller.account;
        if (seen.contains(account))
            continue;
        seen.insert(account);
        if (auto done = runFor(transaction, account); !done)
            return done;
    }
    if (!m_own.isEmpty())
        transaction.publish(m_own.take());
    return {};
}

Result<void> ReceiptJob::runFor(Transaction &transaction, AccountId account)
{
    Database &database = transaction.database();
    const auto found = accessFor(database, account);
    if (!found) {
        answer(account, found.error());
        return {};
    }
    ConversationAccess *const access = *found;
    MemberRow &self = access->caller();
    const MemberRow before = self;
    const bool sharesMarks = access->sharesMarks();
    QList<Origin> origins;
    for (size_t i = 0; i < m_marks.size(); ++i) {
        const Mark &mark = m_marks[i];
        if (mark.caller.account != account)
            continue;
        if (const auto session = requireSession(database, mark.caller); !session) {
            m_results[i] = session.error();
            continue;
        }
        if (mark.mark.seq > access->conversation.lastSeq) {
            m_results[i] = Error::invalid(u"seq"_s, u"is after the last message"_s);
            continue;
        }
        // Marks never move back. Who blocks, or is blocked, is not told what the other one holds.
        if (!access->conversation.blocked && sharesMarks)
            self.deliveredSeq = std::max(self.deliveredSeq, mark.mark.seq);
        if (mark.mark.kind == MarkFrame::Kind::Read)
            self.ownReadSeq = std::max(self.ownReadSeq, mark.mark.seq);
        origins.append(mark.origin);
    }
    if (origins.isEmpty())
        return {};
    return store(transaction, *access, before, std::move(origins));
}

Result<ConversationAccess *> ReceiptJob::accessFor(Database &database, AccountId account)
{
    if (!m_access) {
        auto access = accessConversation(database, m_conversation, account, Lock::Row);
        if (!access)
            return access.error();
        m_access = *std::move(access);
    } else if (!m_access->turnTo(account)) {
        return noConversation();
    }
    return &*m_access;
}

Result<void> ReceiptJob::store(Transaction &transaction, ConversationAccess &access, const MemberRow &before,
                               QList<Origin> origins)
{
    MemberRow &self = access.caller();
    ConversationRow &row = access.conversation;
    const bool showsRead = access.showsRead() && access.sharesMarks();
    if (showsRead)
        self.readSeq = self.ownReadSeq;
    const bool shownMoved = self.readSeq != before.readSeq || self.deliveredSeq != before.deliveredSeq;
    const bool readOn = self.ownReadSeq != before.ownReadSeq;
    if (readOn)
        self.own.markedUnread = false;
    const bool ownMoved = self.own.markedUnread != before.own.markedUnread || (readOn && !showsRead);
    if (shownMoved)
        self.change = row.change = row.change.next();
    if (ownMoved)
        self.own.own = self.own.own.next();
    answer(self.account, row.change);
    if (!shownMoved && !ownMoved) {
        acknowledge(transaction, row, origins, Acked::Present);
        return {};
    }
    const qint64 movedBefore = std::exchange(row.moved, movedStep(m_now));
    if (auto done = MemberRepository(transaction.database()).updateMarks(self); !done)
        return done;
    if (auto done = ConversationRepository(transaction.database()).advance(row, movedBefore); !done)
        return done;
    const auto apart = areOfOneSocket(origins) ? QList<Origin>() : std::exchange(origins, {});
    if (shownMoved) {
        transaction.publish(ReceiptChanged{.receipt = {.conversation = row.id,
                                                       .change = row.change,
                                                       .user = self.username,
                                                       .readSeq = self.readSeq,
                                                       .deliveredSeq = self.deliveredSeq},
                                           .audience = {access.audience(), std::exchange(origins, {})}});
    }
    if (ownMoved) {
        if (auto done = tellOwn(transaction, access, std::move(origins)); !done)
            return done;
    }
    acknowledge(transaction, row, apart, shownMoved ? Acked::Own : Acked::Present);
    return {};
}

Result<void> ReceiptJob::tellOwn(Transaction &transaction, const ConversationAccess &access,
                                 QList<Origin> origins)
{
    if (!access.sharesMarks())
        return m_own.add(transaction.database(), access, std::move(origins));
    auto view = viewConversation(transaction.database(), access);
    if (!view)
        return view.error();
    transaction.publish(ConversationChanged{.views = {{.account = access.caller().account,
                                                       .conversation = *std::move(view),
                                                       .origins = std::move(origins)}}});
    return {};
}

void ReceiptJob::answer(AccountId account, const Result<Change> &result)
{
    for (size_t i = 0; i < m_marks.size(); ++i) {
        if (m_marks[i].caller.account == account && m_results[i])
            m_results[i] = result;
    }
}

} // namespace confab
