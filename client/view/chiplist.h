// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QListView>

QT_FORWARD_DECLARE_CLASS(QStandardItemModel)

namespace confab {

class Theme;

/// People who were chosen, as chips in a few lines; a click on one, or Delete, takes it away. Not there while
/// nobody is chosen. GUI thread; the theme outlives it.
class ChipList final : public QListView {
    Q_OBJECT

public:
    explicit ChipList(const Theme &theme, QWidget *parent = nullptr);

    void add(const QString &username, const QString &displayName);
    void remove(const QString &username);
    void removeLast();
    [[nodiscard]] QStringList usernames() const;
    [[nodiscard]] bool holds(const QString &username) const { return rowOf(username) >= 0; }

Q_SIGNALS:
    void changed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void removeRow(int row);
    void fit();
    [[nodiscard]] int rowOf(const QString &username) const;

    QStandardItemModel *m_model;
};

} // namespace confab
