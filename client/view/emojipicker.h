// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/emojitable.h"

#include <QFrame>

QT_FORWARD_DECLARE_CLASS(QListView)
QT_FORWARD_DECLARE_CLASS(QStandardItemModel)

namespace confab {

class Label;
class Preferences;
class SearchField;
class Theme;

/// A popup with all emoji, the ones used lately first, and a field that finds them by name. The keyboard
/// stays in the field: arrows and Enter act on the emoji. Hides when one is chosen, which it remembers.
class EmojiPicker final : public QFrame {
    Q_OBJECT

public:
    EmojiPicker(const Theme &theme, Preferences &preferences, QWidget *parent = nullptr);

    /// Shows it with its lower corner at `corner`, as far as the screen lets it. `chosen` is called once,
    /// with the emoji, unless the person goes away.
    void ask(QPoint corner, std::function<void(const QString &)> chosen);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build(const Theme &theme);
    void show(const QList<Emoji> &emoji);
    void search(const QString &query);
    void step(int rows);
    void choose(const QModelIndex &index);
    void showName(const QModelIndex &index);

    Preferences &m_preferences;
    const EmojiTable m_table;
    SearchField *m_search = nullptr;
    QListView *m_grid = nullptr;
    QStandardItemModel *m_model = nullptr;
    Label *m_name = nullptr;
    std::function<void(const QString &)> m_chosen;
};

} // namespace confab
