// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/switchermodel.h"

#include <QFrame>

namespace confab {

class Account;
class AvatarPictures;
class EmptyState;
class Label;
class SearchField;
class SidebarList;
class Theme;

/// Jumps to anyone or anything by a few letters: a popup with one field and what fits. The keyboard stays in
/// the field: arrows and Enter act on the list. Goes when it closes. GUI thread; everything given outlives
/// it.
class QuickSwitcher final : public QFrame {
    Q_OBJECT

public:
    QuickSwitcher(Account &account, const Theme &theme, const QList<SwitcherCommand> &commands,
                  QWidget *parent);
    ~QuickSwitcher() override;

    /// Over the upper part of its parent.
    void open();

Q_SIGNALS:
    void chatChosen(confab::ChatId chat);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void search(const QString &query);
    void rowsChanged();
    void choose(const QModelIndex &index);
    [[nodiscard]] QString note() const;

    Account &m_account;
    const Theme &m_theme;
    AvatarPictures *m_pictures;
    const std::unique_ptr<PeopleListModel> m_people;
    const std::unique_ptr<SwitcherModel> m_model; ///< goes before the people
    SearchField *m_field;
    SidebarList *m_list;
    EmptyState *m_nothing; ///< in place of the list
    Label *m_note;
};

} // namespace confab
