// SPDX-License-Identifier: Apache-2.0
#include "client/view/messageactions.h"

#include "client/store/account.h"
#include "client/store/confablink.h"
#include "client/view/emojipicker.h"
#include "client/view/fileopener.h"
#include "client/view/forwarddialog.h"
#include "client/view/messageview.h"
#include "client/view/preferences.h"
#include "client/view/questiondialog.h"
#include "client/view/seendialog.h"
#include "shared/protocol/message.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

const QStringList usualReactions{u"👍"_s, u"❤️"_s, u"😂"_s, u"😮"_s, u"😢"_s, u"🎉"_s};

/// They go out again as the server has them.
QList<OutgoingFile> toSend(const QList<MessageFile> &files)
{
    QList<OutgoingFile> again;
    for (const MessageFile &file : files)
        again.append({.path = {}, .shown = file.shown});
    return again;
}

} // namespace

MessageActions::MessageActions(Account &account, const Theme &theme, Preferences &preferences,
                               MessageView &view)
    : QObject(&view)
    , m_account(account)
    , m_theme(theme)
    , m_preferences(preferences)
    , m_view(view)
    , m_picker(new EmojiPicker(theme, preferences, &view))
{
    connect(&view, &MessageView::reactionToggled, this, &MessageActions::toggle);
    connect(&view, &MessageView::eraseRequested, this, &MessageActions::askToErase);
    connect(&view, &MessageView::forwardRequested, this, &MessageActions::forward);
    connect(&view, &MessageView::seenRequested, this, [this](const MessageItem &item) {
        (new SeenDialog(m_account, m_theme, m_account.chat(m_chat), item.seq, m_view.window()))->open();
    });
    connect(&view, &MessageView::copyLinkRequested, this, &MessageActions::copyLink);
    connect(&view, &MessageView::saveTextRequested, this, &MessageActions::saveText);
    connect(&view, &MessageView::linkActivated, this, &MessageActions::openLink);
    connect(&view, &MessageView::emojiRequested, this, [this](const MessageItem &item, QPoint place) {
        m_picker->ask(place, [this, item](const QString &emoji) { toggle(item, emoji); });
    });
    connect(&preferences, &Preferences::recentEmojiChanged, this, &MessageActions::setQuickReactions);
    setQuickReactions();
}

void MessageActions::setQuickReactions()
{
    QStringList quick = m_preferences.recentEmoji().first(
        std::min(m_preferences.recentEmoji().size(), usualReactions.size() / 2));
    for (const QString &emoji : usualReactions) {
        if (!quick.contains(emoji) && quick.size() < usualReactions.size())
            quick.append(emoji);
    }
    m_view.setQuickReactions(quick);
}

void MessageActions::toggle(const MessageItem &item, const QString &emoji)
{
    const bool stands = std::any_of(item.reactions.begin(), item.reactions.end(), [&](const auto &reaction) {
        return reaction.emoji == emoji && reaction.isOwn;
    });
    (void)m_account.react(m_chat, item.seq, emoji, stands ? Account::Reacting::Off : Account::Reacting::On);
}

void MessageActions::askToErase(const MessageItem &item)
{
    auto *question = new QuestionDialog(tr("Delete this message?"),
                                        tr("Nobody will be able to read it any more, you neither."),
                                        tr("Delete"), QuestionDialog::Answer::Dangerous, m_view.window());
    connect(question, &QDialog::accepted, this,
            [this, chat = m_chat, seq = item.seq] { (void)m_account.erase(chat, seq); });
    question->open();
}

void MessageActions::forward(const MessageItem &item)
{
    auto *dialog = new ForwardDialog(m_theme, *m_account.conversations(), m_view.window());
    connect(dialog, &ForwardDialog::chosen, this,
            [this, body = item.body, files = toSend(item.files)](ChatId chat) {
                (void)m_account.send(chat, body, {}, files);
            });
    dialog->open();
}

void MessageActions::copyLink(const MessageItem &item) const
{
    const Chat chat = m_account.chat(m_chat);
    if (!chat.conversation)
        return;
    const ConfabLink::Place place{*chat.conversation, item.seq};
    QApplication::clipboard()->setText(ConfabLink::to(m_account.profile().server(), place).toString());
}

void MessageActions::saveText(const MessageItem &item) const
{
    static const QRegularExpression unfit(uR"([/\\:*?"<>|\x00-\x1f])"_s); // on one system or another
    const QString when = item.sentAt.toLocalTime().toString(u"yyyy-MM-dd HH.mm"_s);
    const QString who = QString(item.senderName).replace(unfit, u"_"_s);
    FileOpener(m_view).saveTextAs(item.body, u"%1 %2.txt"_s.arg(who, when));
}

void MessageActions::openLink(const QUrl &url, const QString &shown)
{
    if (ConfabLink::isMeant(url.toString())) {
        Q_EMIT confabLinkActivated(url.toString(QUrl::FullyEncoded));
        return;
    }
    // Nothing else becomes a link; said again here because what is opened leaves Confab.
    if (url.scheme() != "http"_L1 && url.scheme() != "https"_L1)
        return;
    const QString target = url.toString(QUrl::FullyEncoded);
    if (QUrl(shown, QUrl::StrictMode).toString(QUrl::FullyEncoded) == target) {
        QDesktopServices::openUrl(url);
        return;
    }
    auto *question = new QuestionDialog(tr("Open this link?"), tr("It leads to %1").arg(target), tr("Open"),
                                        QuestionDialog::Answer::Harmless, m_view.window());
    connect(question, &QDialog::accepted, this, [url] { QDesktopServices::openUrl(url); });
    question->open();
}

} // namespace confab
