// SPDX-License-Identifier: Apache-2.0
#include "client/view/refusedtextdialog.h"

#include "client/view/errortext.h"
#include "client/view/label.h"
#include "client/view/metrics.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr int narrowest = 400;

} // namespace

RefusedTextDialog::RefusedTextDialog(const QString &chat, const QString &text, const Error &error,
                                     QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"refusedTextDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Your change was not made"));
    setMinimumWidth(narrowest);
    auto *layout = new QVBoxLayout(this);
    const int margin = Metrics::large + Metrics::small;
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(Metrics::medium);
    layout->addWidget(new Label(chat.isEmpty() ? tr("A message could not be changed")
                                               : tr("A message in “%1” could not be changed").arg(chat),
                                Label::Size::Title, Label::Tone::Normal, Label::Wrap::Yes));
    layout->addWidget(new Label(tr("%1 This is what you wrote:", "after the reason").arg(errorText(error)),
                                Label::Size::Body, Label::Tone::Secondary, Label::Wrap::Yes));
    auto *written = new QPlainTextEdit(text, this);
    written->setObjectName(u"refusedText"_s);
    written->setAccessibleName(tr("What you wrote"));
    written->setReadOnly(true);
    written->setTabChangesFocus(true);
    layout->addWidget(written);

    auto *buttons = new QDialogButtonBox(this);
    auto *copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    connect(copy, &QPushButton::clicked, this, [text] { QApplication::clipboard()->setText(text); });
    auto *close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    copy->setFocus();
    layout->addWidget(buttons);
}

} // namespace confab
