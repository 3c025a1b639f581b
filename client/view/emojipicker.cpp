// SPDX-License-Identifier: Apache-2.0
#include "client/view/emojipicker.h"

#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/preferences.h"
#include "client/view/searchfield.h"

#include <QFontInfo>
#include <QKeyEvent>
#include <QListView>
#include <QScreen>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr int columns = 8;
constexpr int shownRows = 6;
constexpr int cell = 36;
constexpr double emojiScale = 1.5;

} // namespace

EmojiPicker::EmojiPicker(const Theme &theme, Preferences &preferences, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_preferences(preferences)
{
    setObjectName(u"emojiPicker"_s);
    setAccessibleName(tr("Emoji"));
    build(theme);
    connect(m_search, &QLineEdit::textChanged, this, &EmojiPicker::search);
    connect(m_search, &SearchField::steppedBy, this, [this](int rows) { step(rows * columns); });
    connect(m_search, &SearchField::confirmed, this, [this] { choose(m_grid->currentIndex()); });
    connect(m_search, &SearchField::cancelled, this, &QWidget::hide);
    connect(m_grid, &QAbstractItemView::clicked, this, &EmojiPicker::choose);
    connect(m_grid, &QAbstractItemView::entered, this, &EmojiPicker::showName);
    connect(m_grid->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) { showName(current); });
}

void EmojiPicker::build(const Theme &theme)
{
    m_search = new SearchField(theme, this);
    m_search->setObjectName(u"emojiSearch"_s);
    m_search->setPlaceholderText(tr("Search emoji"));
    m_search->setAccessibleName(tr("Search emoji"));
    m_model = new QStandardItemModel(this);
    m_grid = new QListView(this);
    m_grid->setObjectName(u"emojiGrid"_s);
    m_grid->setAccessibleName(tr("Emoji"));
    m_grid->setModel(m_model);
    m_grid->setViewMode(QListView::IconMode);
    m_grid->setMovement(QListView::Static);
    m_grid->setResizeMode(QListView::Adjust);
    m_grid->setUniformItemSizes(true);
    m_grid->setTextElideMode(Qt::ElideNone); // what no font joins is wide
    m_grid->setGridSize({cell, cell});
    m_grid->setFrameShape(QFrame::NoFrame);
    m_grid->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_grid->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_grid->setMouseTracking(true);
    m_grid->setFocusPolicy(Qt::NoFocus);
    QFont font = Metrics::scaled(this->font(), emojiScale);
    font.setFamilies(Metrics::emojiFamilies() + QStringList(QFontInfo(this->font()).family()));
    m_grid->setFont(font);
    m_grid->setFixedSize(columns * cell + m_grid->verticalScrollBar()->sizeHint().width() + 4,
                         shownRows * cell);
    m_name = new Label({}, Label::Size::Caption, Label::Tone::Secondary, Label::Wrap::No, this);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Metrics::medium, Metrics::medium, Metrics::medium, Metrics::small);
    layout->setSpacing(Metrics::small);
    layout->addWidget(m_search);
    layout->addWidget(m_grid);
    layout->addWidget(m_name);
}

void EmojiPicker::ask(QPoint corner, std::function<void(const QString &)> chosen)
{
    m_chosen = std::move(chosen);
    m_search->clear();
    search({});
    adjustSize();
    const QRect space = screen()->availableGeometry();
    const QSize size = sizeHint();
    QPoint place = corner - QPoint(layoutDirection() == Qt::RightToLeft ? 0 : size.width(), size.height());
    place.setX(qBound(space.left(), place.x(), space.right() - size.width()));
    place.setY(qBound(space.top(), place.y(), space.bottom() - size.height()));
    move(place);
    QFrame::show();
    m_search->setFocus(Qt::PopupFocusReason);
}

void EmojiPicker::search(const QString &query)
{
    if (!query.trimmed().isEmpty())
        return show(m_table.find(query));
    QList<Emoji> all;
    for (const QString &recent : m_preferences.recentEmoji())
        all.append({recent, m_table.nameOf(recent)});
    show(all + m_table.all());
}

void EmojiPicker::show(const QList<Emoji> &emoji)
{
    m_model->clear();
    QList<QStandardItem *> items;
    items.reserve(emoji.size());
    for (const Emoji &one : emoji) {
        auto *item = new QStandardItem(one.text);
        item->setEditable(false);
        item->setTextAlignment(Qt::AlignCenter);
        item->setSizeHint({cell, cell});
        item->setData(one.name, Qt::AccessibleTextRole);
        items.append(item);
    }
    m_model->appendColumn(items);
    m_grid->setCurrentIndex(m_model->index(0, 0));
    m_grid->scrollToTop();
    if (emoji.isEmpty())
        m_name->setText(tr("No emoji of that name"));
}

void EmojiPicker::step(int rows)
{
    const int last = m_model->rowCount() - 1;
    if (last >= 0)
        m_grid->setCurrentIndex(m_model->index(qBound(0, m_grid->currentIndex().row() + rows, last), 0));
}

void EmojiPicker::keyPressEvent(QKeyEvent *event)
{
    // The field is one line and leaves these to the grid.
    if (event->key() == Qt::Key_Escape)
        hide();
    else
        QFrame::keyPressEvent(event);
}

void EmojiPicker::showName(const QModelIndex &index)
{
    m_name->setText(index.data(Qt::AccessibleTextRole).toString());
}

void EmojiPicker::choose(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const QString emoji = index.data().toString();
    hide();
    m_preferences.noteEmoji(emoji);
    if (const auto chosen = std::exchange(m_chosen, {}))
        chosen(emoji);
}

} // namespace confab
