// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/sidebarrow.h"

#include <QWidget>

#include <functional>
#include <memory>

QT_FORWARD_DECLARE_CLASS(QSortFilterProxyModel)

namespace confab {

class Account;
class AvatarPictures;
class ChipList;
class Label;
class PeopleListModel;
class SearchField;
class SidebarList;
class Theme;

/// Where people are chosen: a field that finds them while one types, contacts first, and those who were
/// chosen above it as chips. Enter takes the row that is current, Backspace in an empty field the last chip
/// away. GUI thread; account and theme outlive it.
class PeoplePicker final : public QWidget {
    Q_OBJECT

public:
    /// Whom there is no need to find.
    using IsHere = std::function<bool(const QString &username)>;

    PeoplePicker(Account &account, const Theme &theme, IsHere isHere, QWidget *parent = nullptr);
    ~PeoplePicker() override;

    [[nodiscard]] QStringList chosen() const;
    void remove(const QString &username);

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void choose(const QModelIndex &index);
    void showNote();
    [[nodiscard]] SidebarRow rowOf(const QModelIndex &index) const;

    const Theme &m_theme;
    AvatarPictures *m_pictures;
    const std::unique_ptr<PeopleListModel> m_people;
    const std::unique_ptr<QSortFilterProxyModel> m_shown; ///< goes before the people
    ChipList *m_chips;
    SearchField *m_field;
    SidebarList *m_list;
    Label *m_note;
};

} // namespace confab
