// SPDX-License-Identifier: Apache-2.0
#include "client/view/composerpurpose.h"

#include "client/store/account.h"
#include "client/store/messagetext.h"
#include "client/view/composer.h"
#include "client/view/errortext.h"
#include "client/view/refusedtextdialog.h"

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
    connect(&account, &Account::draftChanged, this, &ComposerPurpose::takeDraft);
    connect(&account, &Account::amendmentRefused, this, &ComposerPurpose::takeBack);
}

void ComposerPurpose::open(ChatId chat, const MessageListModel *messages)
{
    keepBegun();
    clear();
    m_chat = chat;
    m_messages = messages;
    m_stored = chat.isNull() ? QString() : m_account.draft(chat);
    m_composer.setText(m_stored);
    if (const auto begun = m_begun.extract(chat))
        goOn(begun.mapped());
}

void ComposerPurpose::keepBegun()
{
    if (!m_chat.isNull() && !isPlain())
        m_begun[m_chat] = {m_reply, m_edited, m_composer.text()};
}

void ComposerPurpose::goOn(const Begun &begun)
{
    const MessageItem &item = begun.edited ? *begun.edited : *begun.reply;
    if (now(item).value_or(item).deleted) {
        if (m_stored.isEmpty())
            m_composer.setText(begun.text); // What was typed is still the person's.
        return;
    }
    m_reply = begun.reply;
    if (m_reply)
        return showReply();
    m_edited = begun.edited;
    m_draft = m_stored;
    showEdit();
    m_composer.setText(begun.text);
}

std::optional<MessageItem> ComposerPurpose::now(const MessageItem &item) const
{
    const int row = m_messages ? m_messages->rowOf(item.clientId) : -1;
    return row < 0 ? std::nullopt : std::optional(MessageItem::at(*m_messages, row, {}));
}

QString ComposerPurpose::draft() const
{
    return m_edited ? m_draft : m_composer.text();
}

void ComposerPurpose::replyTo(MessageItem item)
{
    if (!item.stands())
        return;
    if (m_edited)
        cancel();
    m_reply = std::move(item);
    showReply();
    m_composer.focusText();
    Q_EMIT chosen(m_reply->seq);
}

void ComposerPurpose::showReply()
{
    const QString title
        = m_reply->isOwn ? tr("Reply to yourself") : tr("Reply to %1").arg(m_reply->senderName);
    m_composer.showContext("reply"_L1, title, oneLine(*m_reply));
}

void ComposerPurpose::edit(MessageItem item)
{
    if (!item.isOwn || item.deleted || !item.isMessage())
        return;
    m_draft = draft();
    m_reply.reset();
    m_edited = std::move(item);
    showEdit();
    m_composer.setText(m_edited->body);
    m_composer.focusText();
    if (m_edited->seq != Seq())
        Q_EMIT chosen(m_edited->seq);
}

void ComposerPurpose::showEdit()
{
    m_composer.showContext("edit"_L1, tr("Edit message"), oneLine(*m_edited));
    m_composer.setNeeds(m_edited->files.isEmpty() ? Composer::Needs::Content : Composer::Needs::Nothing);
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
    const int from = m_reply ? m_messages->rowOf(m_reply->seq) : m_messages->rowCount();
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
    m_reply.reset();
    m_edited.reset();
    m_draft.clear();
    m_composer.setNeeds(Composer::Needs::Content);
    m_composer.hideContext();
}

Result<ComposerPurpose::Outcome> ComposerPurpose::finish(const QString &text)
{
    if (m_edited)
        return finishEdit(text);
    const auto sent = m_account.send(m_chat, text, m_reply ? std::optional(m_reply->seq) : std::nullopt,
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
    const Seq seq = now(*m_edited).value_or(*m_edited).seq;
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

/// From elsewhere: an answer that a notification could not send, for one. What was typed meanwhile stays.
void ComposerPurpose::takeDraft(ChatId chat)
{
    if (chat != m_chat)
        return;
    const QString before = std::exchange(m_stored, m_account.draft(chat));
    const QString mine = draft();
    if (m_stored == mine || m_stored == before)
        return;
    const QString added = m_stored.startsWith(before) ? m_stored.mid(before.size()).trimmed() : m_stored;
    const QString all = mine == before ? m_stored : mine + u'\n' + added;
    if (m_edited)
        m_draft = all;
    else
        m_composer.setText(all);
}

void ComposerPurpose::takeBack(ChatId chat, const QString &text, const Error &error)
{
    const bool isHere = chat == m_chat;
    if (isHere)
        m_composer.showError(tr("Your change was not made. %1", "with the reason").arg(errorText(error)));
    if (text.isEmpty())
        return;
    const Chat where = m_account.chat(chat);
    if (isHere && isPlain() && m_composer.text().isEmpty())
        m_composer.setText(text);
    else if (!isHere && !where.id.isNull() && !m_begun.contains(chat) && m_account.draft(chat).isEmpty())
        m_account.setDraft(chat, text);
    else
        (new RefusedTextDialog(where.displayName, text, error, m_composer.window()))->open();
}

} // namespace confab
