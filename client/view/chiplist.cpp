// SPDX-License-Identifier: Apache-2.0
#include "client/view/chiplist.h"

#include "client/view/icons.h"
#include "client/view/metrics.h"
#include "client/view/theme.h"
#include "shared/core/text.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr int usernameRole = Qt::UserRole + 1;
constexpr int mostLines = 3;
constexpr int widestName = 180;
constexpr int crossSize = 14;

int lineHeight(const QFont &font)
{
    return QFontMetrics(font).height() + Metrics::small + Metrics::unit;
}

/// A rounded name with a cross behind it.
class ChipDelegate final : public QStyledItemDelegate {
public:
    ChipDelegate(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    { }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const int name = QFontMetrics(option.font).horizontalAdvance(index.data().toString()) + 1;
        return {qMin(name, widestName) + crossSize + Metrics::unit + 3 * Metrics::small,
                lineHeight(option.font)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Colors &colors = m_theme.colors();
        const QRectF chip = QRectF(option.rect).adjusted(0.5, 2.5, -Metrics::unit - 0.5, -2.5);
        const bool isHere = option.state.testFlag(QStyle::State_HasFocus);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(isHere ? QPen(colors.accent, 2) : QPen(Qt::NoPen));
        painter->setBrush(colors.accentTint);
        painter->drawRoundedRect(chip, chip.height() / 2, chip.height() / 2);
        const QRect inside = chip.toRect().adjusted(Metrics::small + 2, 0, -Metrics::small, 0);
        const QRect cross = QStyle::alignedRect(option.direction, Qt::AlignRight | Qt::AlignVCenter,
                                                {crossSize, crossSize}, inside);
        paintIcon(*painter, cross, "close"_L1, colors.secondary);
        const QRect name
            = QStyle::alignedRect(option.direction, Qt::AlignLeft | Qt::AlignVCenter,
                                  {inside.width() - crossSize - Metrics::unit, inside.height()}, inside);
        painter->setPen(colors.text);
        painter->setFont(option.font);
        const QString text
            = QFontMetrics(option.font).elidedText(index.data().toString(), Qt::ElideRight, name.width());
        painter->drawText(name, Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine, text);
        painter->restore();
    }

private:
    const Theme &m_theme;
};

} // namespace

ChipList::ChipList(const Theme &theme, QWidget *parent)
    : QListView(parent)
    , m_model(new QStandardItemModel(this))
{
    setObjectName(u"chipList"_s);
    setAccessibleName(tr("Chosen people"));
    setModel(m_model);
    setItemDelegate(new ChipDelegate(theme, this));
    setFlow(LeftToRight);
    setWrapping(true);
    setResizeMode(Adjust);
    setFrameShape(NoFrame);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    viewport()->setAutoFillBackground(false);
    hide();
    connect(this, &QListView::clicked, this, [this](const QModelIndex &index) { removeRow(index.row()); });
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void ChipList::add(const QString &username, const QString &displayName)
{
    auto *item = new QStandardItem(displayName);
    item->setData(username, usernameRole);
    item->setData(tr("%1, chosen; Delete takes it away", "a person's name").arg(displayName),
                  Qt::AccessibleTextRole);
    item->setToolTip(u'@' + username);
    m_model->appendRow(item);
    fit();
    scrollToBottom();
    Q_EMIT changed();
}

void ChipList::removeRow(int row)
{
    m_model->removeRow(row);
    fit();
    Q_EMIT changed();
}

void ChipList::removeLast()
{
    if (m_model->rowCount() > 0)
        removeRow(m_model->rowCount() - 1);
}

QStringList ChipList::usernames() const
{
    QStringList names;
    for (int row = 0; row < m_model->rowCount(); ++row)
        names.append(m_model->index(row, 0).data(usernameRole).toString());
    return names;
}

int ChipList::rowOf(const QString &username) const
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (usernameKey(m_model->index(row, 0).data(usernameRole).toString()) == usernameKey(username))
            return row;
    }
    return -1;
}

void ChipList::remove(const QString &username)
{
    if (const int row = rowOf(username); row >= 0)
        removeRow(row);
}

void ChipList::keyPressEvent(QKeyEvent *event)
{
    const bool removes = event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace;
    if (removes && currentIndex().isValid())
        removeRow(currentIndex().row());
    else
        QListView::keyPressEvent(event);
}

void ChipList::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    fit();
}

/// As high as its lines, up to a few.
void ChipList::fit()
{
    setVisible(m_model->rowCount() > 0);
    doItemsLayout();
    const int line = lineHeight(font());
    setFixedHeight(qBound(line, contentsSize().height(), mostLines * line));
}

} // namespace confab
