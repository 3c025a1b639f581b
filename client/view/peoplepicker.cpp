// SPDX-License-Identifier: Apache-2.0
#include "client/view/peoplepicker.h"

#include "client/store/account.h"
#include "client/store/peoplelistmodel.h"
#include "client/view/avatarpictures.h"
#include "client/view/chiplist.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/searchfield.h"
#include "client/view/sidebarlist.h"

#include <QKeyEvent>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

using Model = PeopleListModel;

constexpr int smallestList = 160;

/// Those who can be chosen yet.
class Choosable final : public QSortFilterProxyModel {
public:
    explicit Choosable(PeoplePicker::IsHere isTaken)
        : m_isTaken(std::move(isTaken))
    { }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const QModelIndex index = sourceModel()->index(row, 0, parent);
        return !index.data(Model::BlockedRole).toBool()
            && !m_isTaken(index.data(Model::UsernameRole).toString());
    }

private:
    const PeoplePicker::IsHere m_isTaken;
};

} // namespace

PeoplePicker::PeoplePicker(Account &account, const Theme &theme, IsHere isHere, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_pictures(new AvatarPictures(account, this))
    , m_people(account.openPeople())
    , m_shown(std::make_unique<Choosable>([this, isHere = std::move(isHere)](const QString &username) {
        return m_chips->holds(username) || isHere(username);
    }))
    , m_chips(new ChipList(theme, this))
    , m_field(new SearchField(theme, this))
    , m_list(nullptr)
    , m_note(new Label({}, Label::Size::Caption, Label::Tone::Secondary, Label::Wrap::Yes, this))
{
    setObjectName(u"peoplePicker"_s);
    build();
    connect(m_field, &QLineEdit::textChanged, m_people.get(), &Model::setQuery);
    connect(m_field, &SearchField::steppedBy, m_list, &SidebarList::step);
    connect(m_field, &SearchField::confirmed, this, [this] { choose(m_list->currentIndex()); });
    connect(m_field, &SearchField::cancelled, this, [this] {
        if (m_field->text().isEmpty())
            window()->close(); // As Esc does elsewhere in a dialog.
        m_field->clear();
    });
    connect(m_list, &SidebarList::chosen, this, &PeoplePicker::choose);
    connect(m_chips, &ChipList::changed, this, [this] {
        m_shown->invalidate();
        showNote();
        Q_EMIT changed();
    });
    connect(m_people.get(), &Model::answered, this, [this] {
        m_list->selectRow(m_shown->index(0, 0));
        showNote();
    });
    connect(m_people.get(), &Model::searchingChanged, this, &PeoplePicker::showNote);
    connect(m_pictures, &AvatarPictures::changed, m_list->viewport(), qOverload<>(&QWidget::update));
    m_people->setQuery({});
    showNote();
}

PeoplePicker::~PeoplePicker()
{
    m_list->setModel(nullptr);
}

void PeoplePicker::build()
{
    m_field->setObjectName(u"pickerField"_s);
    m_field->setPlaceholderText(tr("Find people by name"));
    m_field->setAccessibleName(m_field->placeholderText());
    m_field->installEventFilter(this);
    m_shown->setSourceModel(m_people.get());
    m_list = new SidebarList(
        m_theme, tr("People"), [this](const QModelIndex &index) { return rowOf(index); }, this);
    m_list->setObjectName(u"pickerList"_s);
    m_list->setModel(m_shown.get());
    m_list->setMinimumHeight(smallestList);
    m_note->setObjectName(u"pickerNote"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Metrics::small);
    layout->addWidget(m_chips);
    layout->addWidget(m_field);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_note);
    setFocusProxy(m_field);
}

SidebarRow PeoplePicker::rowOf(const QModelIndex &index) const
{
    SidebarRow row = SidebarRow::ofPerson(index);
    row.picture = m_pictures->of(row.username, Metrics::rowAvatar, devicePixelRatioF());
    return row;
}

QStringList PeoplePicker::chosen() const
{
    return m_chips->usernames();
}

void PeoplePicker::remove(const QString &username)
{
    m_chips->remove(username);
}

void PeoplePicker::choose(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    m_chips->add(index.data(Model::UsernameRole).toString(), index.data(Model::DisplayNameRole).toString());
    m_field->setFocus();
    m_field->clear();
}

void PeoplePicker::showNote()
{
    QString text;
    const bool isEmpty = m_shown->rowCount() == 0;
    if (m_people->isSearching() && isEmpty)
        text = tr("Searching…");
    else if (m_people->isLocal())
        text = tr("Only people this device has met. The server cannot be asked now.");
    else if (isEmpty && !m_field->text().isEmpty())
        text = tr("Nobody else has this in the name.");
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

bool PeoplePicker::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = watched == m_field && event->type() == QEvent::KeyPress;
    if (isKey && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Backspace && m_field->text().isEmpty())
        m_chips->removeLast();
    return QWidget::eventFilter(watched, event);
}

} // namespace confab
