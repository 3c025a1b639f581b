// SPDX-License-Identifier: Apache-2.0
#include "client/view/blockdialog.h"

#include "client/view/label.h"
#include "client/view/metrics.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace confab {
namespace {

constexpr int narrowest = 320;

} // namespace

BlockDialog::BlockDialog(const QString &displayName, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("blockDialog"));
    setWindowTitle(tr("Block"));
    setMinimumWidth(narrowest);
    auto *layout = new QVBoxLayout(this);
    const int margin = Metrics::large + Metrics::small;
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(Metrics::medium);
    layout->addWidget(new Label(tr("Block %1?").arg(displayName), Label::Size::Title, Label::Tone::Normal,
                                Label::Wrap::Yes));
    layout->addWidget(
        new Label(tr("Neither of you can write to the other, and neither sees whether the other is "
                     "online. What you wrote to each other stays."),
                  Label::Size::Body, Label::Tone::Normal, Label::Wrap::Yes));
    layout->addWidget(new Label(tr("%1 is not told. You can take it back at any time.").arg(displayName),
                                Label::Size::Body, Label::Tone::Secondary, Label::Wrap::Yes));

    auto *buttons = new QDialogButtonBox(this);
    auto *block = new QPushButton(tr("Block"), buttons);
    block->setObjectName(QStringLiteral("confirmBlock"));
    block->setProperty("danger", true);
    buttons->addButton(block, QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole)->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
}

} // namespace confab
