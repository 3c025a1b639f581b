// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"

#include <QDialog>

QT_FORWARD_DECLARE_CLASS(QListView)
QT_FORWARD_DECLARE_CLASS(QSortFilterProxyModel)

namespace confab {

class ConversationListModel;
class SearchField;
class Theme;

/// Asks into which conversation a message is to be forwarded. Goes when it closes.
class ForwardDialog final : public QDialog {
    Q_OBJECT

public:
    ForwardDialog(const Theme &theme, ConversationListModel &conversations, QWidget *parent);

Q_SIGNALS:
    void chosen(confab::ChatId chat);

private:
    void step(int rows);
    void choose(const QModelIndex &index);

    QSortFilterProxyModel *m_found;
    SearchField *m_search;
    QListView *m_list;
};

} // namespace confab
