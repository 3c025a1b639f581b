// SPDX-License-Identifier: Apache-2.0
#include "client/view/quickswitcher.h"

#include "client/store/account.h"
#include "client/store/conversationlistmodel.h"
#include "client/store/peoplelistmodel.h"
#include "client/view/avatarpictures.h"
#include "client/view/emptystate.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/searchfield.h"
#include "client/view/sidebarlist.h"

#include <QKeyEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr QSize largest{520, 440};
constexpr int aside = 2 * Metrics::large; ///< of the window that stays to be seen

} // namespace

QuickSwitcher::QuickSwitcher(Account &account, const Theme &theme, const QList<SwitcherCommand> &commands,
                             QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_account(account)
    , m_theme(theme)
    , m_pictures(new AvatarPictures(account, this))
    , m_people(account.openPeople())
    , m_model(
          std::make_unique<SwitcherModel>(SwitcherModel::Sources{.conversations = *account.conversations(),
                                                                 .archived = *account.archived(),
                                                                 .people = *m_people,
                                                                 .known = account.knownPeople(),
                                                                 .commands = commands}))
{
    setObjectName(u"quickSwitcher"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(tr("Jump to"));
    setBackgroundRole(QPalette::AlternateBase);
    build();
    connect(m_field, &QLineEdit::textChanged, this, &QuickSwitcher::search);
    connect(m_field, &SearchField::steppedBy, m_list, &SidebarList::step);
    connect(m_field, &SearchField::confirmed, this, [this] { choose(m_list->currentIndex()); });
    connect(m_field, &SearchField::cancelled, this, &QWidget::close);
    connect(m_list, &SidebarList::chosen, this, &QuickSwitcher::choose);
    connect(m_model.get(), &QAbstractItemModel::modelReset, this, &QuickSwitcher::rowsChanged);
    connect(m_pictures, &AvatarPictures::changed, m_list->viewport(), qOverload<>(&QWidget::update));
    rowsChanged();
}

QuickSwitcher::~QuickSwitcher() = default;

void QuickSwitcher::build()
{
    m_field = new SearchField(m_theme, this);
    m_field->setObjectName(u"switcherField"_s);
    m_field->setPlaceholderText(tr("Jump to a person, a conversation or a command"));
    m_field->setAccessibleName(m_field->placeholderText());
    m_list = new SidebarList(
        m_theme, tr("What fits"),
        [this](const QModelIndex &index) {
            SidebarRow row = m_model->rowAt(index.row());
            if (!row.username.isEmpty())
                row.picture = m_pictures->of(row.username, Metrics::rowAvatar, devicePixelRatioF());
            return row;
        },
        this);
    m_list->setObjectName(u"switcherList"_s);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setModel(m_model.get());
    m_note = new Label({}, Label::Size::Caption, Label::Tone::Secondary, Label::Wrap::Yes, this);
    m_note->setObjectName(u"switcherNote"_s);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Metrics::small, Metrics::medium, Metrics::small, Metrics::small);
    layout->setSpacing(Metrics::small);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(Metrics::small, 0, Metrics::small, 0);
    top->addWidget(m_field);
    layout->addLayout(top);
    layout->addWidget(m_list, 1);
    m_nothing = new EmptyState(m_theme, "search"_L1, this);
    layout->addWidget(m_nothing, 1);
    auto *below = new QHBoxLayout;
    below->setContentsMargins(Metrics::small, 0, Metrics::small, 0);
    below->addWidget(m_note);
    layout->addLayout(below);
}

void QuickSwitcher::open()
{
    const QSize room = parentWidget()->size() - QSize(aside, 2 * aside);
    resize(largest.boundedTo(room));
    const QPoint corner((parentWidget()->width() - width()) / 2, aside);
    move(parentWidget()->mapToGlobal(corner));
    show();
    m_field->setFocus(Qt::PopupFocusReason);
}

void QuickSwitcher::search(const QString &query)
{
    m_model->setQuery(query);
    m_list->scrollToTop();
}

void QuickSwitcher::rowsChanged()
{
    m_list->selectRow(m_model->index(0, 0));
    const QString text = note();
    const bool isEmpty = m_model->rowCount() == 0;
    m_list->setVisible(!isEmpty);
    m_nothing->setVisible(isEmpty);
    m_nothing->setContent(text, {});
    m_note->setText(text);
    m_note->setVisible(!isEmpty && !text.isEmpty());
}

QString QuickSwitcher::note() const
{
    if (m_field->text().trimmed().isEmpty())
        return {};
    if (m_people->isSearching())
        return m_model->rowCount() == 0 ? tr("Searching…") : QString();
    if (m_people->isLocal())
        return m_model->rowCount() == 0
            ? tr("Nothing on this device fits. The server cannot be asked now.")
            : tr("Only people this device has met. The server cannot be asked now.");
    return m_model->rowCount() == 0 ? tr("Nobody and nothing fits. Try fewer letters.") : QString();
}

void QuickSwitcher::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QFrame::keyPressEvent(event);
}

void QuickSwitcher::choose(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const auto choice = m_model->choiceAt(index.row());
    const ChatId chat = choice.username.isEmpty() ? choice.chat : m_account.chatWith(choice.username);
    close();
    if (choice.run)
        choice.run();
    else if (!chat.isNull())
        Q_EMIT chatChosen(chat);
}

} // namespace confab
