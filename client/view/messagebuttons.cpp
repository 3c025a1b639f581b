// SPDX-License-Identifier: Apache-2.0
#include "client/view/messagebuttons.h"

#include "client/view/iconbutton.h"
#include "client/view/messageview.h"
#include "client/view/metrics.h"
#include "client/view/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr int side = 28; ///< of a button; smaller than elsewhere, beside a bubble of one line
constexpr int iconSide = 18;

} // namespace

MessageButtons::MessageButtons(const Theme &theme, MessageView &view)
    : QWidget(view.viewport())
    , m_theme(theme)
    , m_view(view)
{
    setObjectName(u"messageButtons"_s);
    setCursor(Qt::ArrowCursor);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    addButton("smile"_L1, tr("React"), [this](QPoint place) {
        Q_EMIT m_view.emojiRequested(m_view.row(m_message.row()).item, place);
    });
    addButton("reply"_L1, tr("Reply"),
              [this](QPoint) { Q_EMIT m_view.replyRequested(m_view.row(m_message.row()).item); });
    addButton("more"_L1, tr("More"), [this](QPoint place) { Q_EMIT moreRequested(m_message.row(), place); });
    hide();
    // What moves under a hand that rests is not what it pointed at, and what is deleted takes no answer.
    connect(&view, &MessageView::shownChanged, this, [this] {
        if (!isHidden() && (!mayAct() || bubble() != m_bubble))
            hide();
    });
    connect(view.verticalScrollBar(), &QScrollBar::valueChanged, this, &QWidget::hide);
    connect(view.verticalScrollBar(), &QScrollBar::rangeChanged, this, &QWidget::hide);
}

void MessageButtons::addButton(QLatin1StringView icon, const QString &label,
                               const std::function<void(QPoint)> &action)
{
    auto *button = new IconButton(m_theme, icon, label, this);
    button->setFixedSize(side, side);
    button->setIconSize({iconSide, iconSide});
    button->setFocusPolicy(Qt::NoFocus);
    connect(button, &QToolButton::clicked, this, [this, button, action] {
        if (mayAct())
            action(button->mapToGlobal(button->rect().bottomLeft()));
    });
    layout()->addWidget(button);
}

void MessageButtons::follow(QPoint point)
{
    const auto hit = m_view.hitAt(point);
    const bool isMessage = hit && !m_view.isReadOnly() && m_view.row(hit->row).item.stands();
    if (!isMessage) {
        m_message = QPersistentModelIndex();
        hide();
        return;
    }
    m_message = m_view.model()->index(hit->row, 0);
    m_bubble = bubble();
    placeAt(m_bubble);
    show();
}

bool MessageButtons::mayAct() const
{
    return m_message.isValid() && !m_view.isReadOnly() && m_view.row(m_message.row()).item.stands();
}

QRect MessageButtons::bubble() const
{
    return m_view.row(m_message.row()).layout.bubble.translated(m_view.visualRect(m_message).topLeft());
}

void MessageButtons::placeAt(const QRect &bubble)
{
    const QSize size = sizeHint();
    const QRect room = m_view.viewport()->rect();
    const int left = bubble.left() - room.left();
    const int right = room.right() - bubble.right();
    QPoint place(left > right ? bubble.left() - size.width() - Metrics::unit
                              : bubble.right() + 1 + Metrics::unit,
                 bubble.top() + Metrics::unit / 2);
    if (std::max(left, right) < size.width() + Metrics::small)
        place = {bubble.right() - size.width() - Metrics::unit, bubble.top() - size.height() / 2};
    place.setY(std::max(place.y(), room.top()));
    setGeometry({place, size});
}

void MessageButtons::paintEvent(QPaintEvent *)
{
    const Colors &colors = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors.separator);
    painter.setBrush(colors.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Metrics::radius, Metrics::radius);
}

} // namespace confab
