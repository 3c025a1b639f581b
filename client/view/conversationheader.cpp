// SPDX-License-Identifier: Apache-2.0
#include "client/view/conversationheader.h"

#include "client/view/avatarwidget.h"
#include "client/view/iconbutton.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/timetext.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace confab {

ConversationHeader::ConversationHeader(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_avatar(new AvatarWidget(theme, Metrics::button, this))
    , m_name(new ElidedLabel(Label::Size::Strong, Label::Tone::Normal, this))
    , m_status(new ElidedLabel(Label::Size::Caption, Label::Tone::Secondary, this))
    , m_back(new IconButton(theme, "back"_L1, tr("Back to the conversations"), this, IconButton::Look::Plain,
                            IconDirection::Mirrored))
    , m_details(new IconButton(theme, "info"_L1, tr("Details"), this))
    , m_minute(new QTimer(this))
{
    setObjectName(u"conversationHeader"_s);
    m_back->setObjectName(u"backButton"_s);
    m_name->setObjectName(u"peerName"_s);
    m_status->setObjectName(u"peerStatus"_s);
    m_back->hide();
    m_details->setObjectName(u"detailsButton"_s);
    m_details->setCheckable(true);

    auto *lines = new QVBoxLayout;
    lines->setSpacing(0);
    lines->addStretch();
    lines->addWidget(m_name);
    lines->addWidget(m_status);
    lines->addStretch();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Metrics::medium, Metrics::small, Metrics::medium, Metrics::small);
    layout->setSpacing(Metrics::small);
    layout->addWidget(m_back);
    layout->addWidget(m_avatar);
    layout->addLayout(lines, 1);
    auto *search = new IconButton(theme, "search"_L1, tr("Find in this conversation"), this);
    search->setObjectName(u"findHereButton"_s);
    layout->addWidget(search);

    connect(search, &QToolButton::clicked, this, &ConversationHeader::searchRequested);
    layout->addWidget(m_details);

    connect(m_details, &QToolButton::clicked, this, &ConversationHeader::detailsRequested);
    connect(m_back, &QToolButton::clicked, this, &ConversationHeader::backRequested);
    connect(m_minute, &QTimer::timeout, this, &ConversationHeader::showStatus);
    m_minute->start(1min);
}

void ConversationHeader::show(const Chat &chat, const std::optional<User> &person, const QPixmap &picture)
{
    m_person = person;
    m_details->setVisible(!chat.isLeft());
    m_members = chat.isGroup() && !chat.isLeft() ? chat.memberCount : 0;
    m_name->setFullText(chat.displayName);
    m_avatar->setContent(
        {chat.username, chat.displayName, person ? person->presence : std::nullopt, picture});
    showStatus();
}

void ConversationHeader::setTyping(bool typing)
{
    m_isTyping = typing;
    showStatus();
}

void ConversationHeader::setBackButton(BackButton button)
{
    m_back->setVisible(button == BackButton::Shown);
}

void ConversationHeader::setDetails(bool shown)
{
    m_details->setChecked(shown);
}

/// The name leads to the details as well.
void ConversationHeader::mouseReleaseEvent(QMouseEvent *event)
{
    QWidget::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton && !m_details->isHidden()
        && rect().contains(event->position().toPoint()))
        Q_EMIT detailsRequested();
}

void ConversationHeader::showStatus()
{
    QString text;
    if (m_isTyping)
        text = tr("typing…");
    else if (m_person)
        text = TimeText().presence(m_person->presence,
                                   m_person->lastSeenAt ? toDateTime(*m_person->lastSeenAt) : QDateTime());
    if (!m_isTyping && m_person && m_person->status)
        text = text.isEmpty()
            ? *m_person->status
            : tr("%1 · %2", "whether somebody is online, and the status text").arg(text, *m_person->status);
    if (text.isEmpty() && m_members > 0)
        text = tr("%n member(s)", nullptr, m_members);
    if (text.isEmpty() && m_person)
        text = u'@' + m_person->username;
    m_status->setForegroundRole(m_isTyping ? QPalette::Link : QPalette::PlaceholderText);
    m_status->setFullText(text);
    m_status->setVisible(!text.isEmpty());
}

} // namespace confab
