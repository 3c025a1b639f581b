// SPDX-License-Identifier: Apache-2.0
#include "client/view/logoutdialog.h"

#include "client/view/label.h"
#include "client/view/metrics.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace confab {
namespace {

constexpr int narrowest = 400;

} // namespace

LogOutDialog::LogOutDialog(int queued, QWidget *parent)
    : QDialog(parent)
    , m_remove(new QCheckBox(tr("Also delete the messages on this computer"), this))
{
    setObjectName(QStringLiteral("logOutDialog"));
    setWindowTitle(tr("Log out"));
    setMinimumWidth(narrowest);
    auto *layout = new QVBoxLayout(this);
    const int margin = Metrics::large + Metrics::small;
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(Metrics::medium);
    layout->addWidget(new Label(tr("Log out?"), Label::Size::Title));
    layout->addWidget(
        new Label(tr("You will need your password to come back. Everything stays on the server."),
                  Label::Size::Body, Label::Tone::Secondary, Label::Wrap::Yes));
    if (queued > 0)
        layout->addWidget(new Label(tr("%n message(s) of yours have not been sent yet.", nullptr, queued),
                                    Label::Size::Body, Label::Tone::Danger, Label::Wrap::Yes));
    layout->addWidget(m_remove);

    auto *buttons = new QDialogButtonBox(this);
    auto *logOut = new QPushButton(tr("Log out"), buttons);
    logOut->setProperty("primary", true);
    buttons->addButton(logOut, QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
}

bool LogOutDialog::removesData() const
{
    return m_remove->isChecked();
}

} // namespace confab
