// SPDX-License-Identifier: Apache-2.0
#include "client/view/composerpurpose.h"

#include "client/store/account.h"
#include "client/store/messagetext.h"
#include "client/view/composer.h"

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr qsizetype quotedLength = 300;

QString oneLine(const QString &body)
{
    return MessageText::fromBody(body.left(quotedLength)).text.simplified();
}

/// What the message says, or else which file it holds.
QString oneLine(const MessageItem &item)
{
    return item.body.isEmpty() && !item.files.isEmpty() ? item.files.first().shown.name : oneLine(item.body);
}

} // namespace

ComposerPurpose::ComposerPurpose(Account &account, Composer &composer, QObject *parent)
    : QObject(parent)
    , m_account(account)
    , m_composer(composer)
{
    connect(&composer, &Composer::contextCancelled, this, &ComposerPurpose::cancel);
    connect(&composer, &Composer::editLastRequested, this, &ComposerPurpose::editLast);
    connect(&composer, &Composer::replyStepRequested, this, &ComposerPurpose::stepReply);
}

void ComposerPurpose::open(ChatId chat, const MessageListModel *messages)
{
    clear();
    m_chat = chat;
    m_messages = messages;
    m_composer.setText(chat.isNull() ? QString() : m_account.draft(chat));
}

QString ComposerPurpose::draft() const
{
    return m_edited ? m_draft : m_composer.text();
}

void ComposerPurpose::replyTo(const MessageItem &item)
{
    if (!item.stands())
        return;
    if (m_edited)
        cancel();
    m_reply = item.seq;
    const QString title = item.isOwn ? tr("Reply to yourself") : tr("Reply to %1").arg(item.senderName);
    m_composer.showContext("reply"_L1, title, oneLine(item));
    m_composer.focusText();
    Q_EMIT chosen(item.seq);
}

void ComposerPurpose::edit(const MessageItem &item)
{
    if (!item.isOwn || item.deleted || !item.isMessage())
        return;
    m_draft = draft();
    m_reply = {};
    m_edited = item;
    m_composer.showContext("edit"_L1, tr("Edit message"), oneLine(item));
    m_composer.setNeeds(item.files.isEmpty() ? Composer::Needs::Content : Composer::Needs::Nothing);
    m_composer.setText(item.body);
    m_composer.focusText();
    if (item.seq != Seq())
        Q_EMIT chosen(item.seq);
}

void ComposerPurpose::editLast()
{
    for (int row = m_messages ? m_messages->rowCount() - 1 : -1; row >= 0; --row) {
        const MessageItem item = MessageItem::at(*m_messages, row, {});
        if (item.isMessage() && item.isOwn && !item.deleted)
            return edit(item);
    }
}

void ComposerPurpose::stepReply(int direction)
{
    if (!m_messages || m_edited)
        return;
    const int from = m_reply == Seq() ? m_messages->rowCount() : m_messages->rowOf(m_reply);
    for (int row = from + direction; row >= 0 && row < m_messages->rowCount(); row += direction) {
        const MessageItem item = MessageItem::at(*m_messages, row, {});
        if (item.stands())
            return replyTo(item);
    }
    if (direction > 0)
        cancel();
}

void ComposerPurpose::cancel()
{
    const bool wasEdit = m_edited.has_value();
    const QString draft = m_draft;
    clear();
    if (wasEdit)
        m_composer.setText(draft);
}

void ComposerPurpose::clear()
{
    m_reply = {};
    m_edited.reset();
    m_draft.clear();
    m_composer.setNeeds(Composer::Needs::Content);
    m_composer.hideContext();
}

Result<ComposerPurpose::Outcome> ComposerPurpose::finish(const QString &text)
{
    if (m_edited)
        return finishEdit(text);
    const auto sent = m_account.send(m_chat, text, m_reply == Seq() ? std::nullopt : std::optional(m_reply),
                                     m_composer.files());
    if (!sent)
        return sent.error();
    clear();
    m_composer.setText({});
    m_composer.setFiles({});
    return Outcome::Sent;
}

Result<ComposerPurpose::Outcome> ComposerPurpose::finishEdit(const QString &text)
{
    // One that was in the outbox when the edit began may have got its place meanwhile.
    const int row = m_messages ? m_messages->rowOf(m_edited->clientId) : -1;
    const Seq seq = row < 0 ? m_edited->seq : MessageItem::at(*m_messages, row, {}).seq;
    if (text.trimmed() == m_edited->body) {
        cancel();
        return Outcome::Edited;
    }
    if (seq == Seq()) {
        const auto rewritten = m_account.rewrite(m_edited->clientId, text);
        if (!rewritten)
            return rewritten.error();
        if (!*rewritten)
            return Error{ErrorCode::Unavailable};
    } else if (const auto edited = m_account.edit(m_chat, seq, text); !edited) {
        return edited.error();
    }
    cancel();
    return Outcome::Edited;
}

} // namespace confab
