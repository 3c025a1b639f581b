// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/sidebarrow.h"

#include <QFrame>

#include <memory>

QT_FORWARD_DECLARE_CLASS(QPlainTextEdit)
QT_FORWARD_DECLARE_CLASS(QSortFilterProxyModel)

namespace confab {

class AvatarPictures;
class MemberListModel;
class SidebarList;
class Theme;

/// Completes the names of members where somebody types @ in a group: a short list over the text, which keeps
/// the keyboard. Up and down choose, Enter and Tab take, Esc sends it away until the next @; a click takes,
/// too. Belongs to the widget it stands in; text and theme outlive it. GUI thread.
class MentionCompleter final : public QFrame {
    Q_OBJECT

public:
    /// `below` is the widget over which it stands, a sibling.
    MentionCompleter(const Theme &theme, AvatarPictures &pictures, QPlainTextEdit &edit, QWidget &below,
                     QWidget *parent);
    ~MentionCompleter() override;

    /// Who can be mentioned; nobody with null, as outside of groups.
    void setMembers(std::unique_ptr<MemberListModel> members);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// The @ that is being completed, before the cursor; -1 for none.
    [[nodiscard]] qsizetype signPosition() const;
    void look();
    void place();
    void take(const QModelIndex &index);
    void dismiss();
    void tellChoice();
    [[nodiscard]] bool isSteering(int key);

    AvatarPictures &m_pictures;
    QPlainTextEdit &m_edit;
    QWidget &m_below;
    std::unique_ptr<MemberListModel> m_members;
    const std::unique_ptr<QSortFilterProxyModel> m_others; ///< without oneself; goes before the members
    SidebarList *m_list;
    qsizetype m_dismissed = -1; ///< the @ for which no list is wanted
};

} // namespace confab
