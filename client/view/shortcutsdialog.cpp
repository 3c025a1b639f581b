// SPDX-License-Identifier: Apache-2.0
#include "client/view/shortcutsdialog.h"

#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/shortcuts.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace confab {
namespace {

void addRow(QGridLayout &grid, const QString &description, const QString &keys)
{
    const int row = grid.rowCount();
    grid.addWidget(new Label(description), row, 0);
    auto *label = new Label(keys, Label::Size::Body, Label::Tone::Secondary);
    label->setAlignment((label->isRightToLeft() ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignAbsolute
                        | Qt::AlignVCenter);
    grid.addWidget(label, row, 1);
}

} // namespace

ShortcutsDialog::ShortcutsDialog(QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("shortcutsDialog"));
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *layout = new QVBoxLayout(this);
    const int margin = Metrics::large + Metrics::small;
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(Metrics::large);
    layout->addWidget(new Label(tr("Keyboard shortcuts"), Label::Size::Title));

    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(3 * Metrics::large);
    grid->setVerticalSpacing(Metrics::small);
    const auto table = shortcuts();
    for (const Shortcut &shortcut : table) {
        QStringList keys;
        for (const QKeySequence &key : shortcut.keys)
            keys.append(key.toString(QKeySequence::NativeText));
        addRow(*grid, shortcut.description, keys.join(tr(" or ", "between two keys that do the same")));
    }
    const auto hints = keyHints();
    for (const KeyHint &hint : hints)
        addRow(*grid, hint.description, hint.keys);
    layout->addLayout(grid);

    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
}

} // namespace confab
