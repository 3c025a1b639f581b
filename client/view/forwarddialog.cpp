// SPDX-License-Identifier: Apache-2.0
#include "client/view/forwarddialog.h"

#include "client/store/conversationlistmodel.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/searchfield.h"

#include <QListView>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

namespace confab {
namespace {

constexpr QSize usualSize{360, 420};

} // namespace

ForwardDialog::ForwardDialog(const Theme &theme, ConversationListModel &conversations, QWidget *parent)
    : QDialog(parent)
    , m_found(new QSortFilterProxyModel(this))
    , m_search(new SearchField(theme, this))
    , m_list(new QListView(this))
{
    setObjectName(QStringLiteral("forwardDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Forward"));
    m_found->setSourceModel(&conversations);
    m_found->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_search->setObjectName(QStringLiteral("forwardSearch"));
    m_search->setPlaceholderText(tr("Search conversations"));
    m_search->setAccessibleName(tr("Search conversations"));
    m_list->setObjectName(QStringLiteral("forwardList"));
    m_list->setModel(m_found);
    m_list->setAccessibleName(tr("Conversations"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setSpacing(2);
    m_list->setCurrentIndex(m_found->index(0, 0));

    auto *layout = new QVBoxLayout(this);
    const int margin = Metrics::large;
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(Metrics::medium);
    layout->addWidget(new Label(tr("Forward to"), Label::Size::Title));
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    resize(usualSize);

    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_found->setFilterFixedString(text.trimmed());
        m_list->setCurrentIndex(m_found->index(0, 0));
    });
    connect(m_search, &SearchField::steppedBy, this, &ForwardDialog::step);
    connect(m_search, &SearchField::confirmed, this, [this] { choose(m_list->currentIndex()); });
    connect(m_search, &SearchField::cancelled, this, &QDialog::reject);
    connect(m_list, &QAbstractItemView::clicked, this, &ForwardDialog::choose);
    m_search->setFocus();
}

void ForwardDialog::step(int rows)
{
    const int last = m_found->rowCount() - 1;
    if (last >= 0)
        m_list->setCurrentIndex(m_found->index(qBound(0, m_list->currentIndex().row() + rows, last), 0));
}

void ForwardDialog::choose(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const auto chat = index.data(ConversationListModel::ChatIdRole).value<ChatId>();
    accept();
    Q_EMIT chosen(chat);
}

} // namespace confab
