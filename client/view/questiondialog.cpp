// SPDX-License-Identifier: Apache-2.0
#include "client/view/questiondialog.h"

#include "client/view/label.h"
#include "client/view/metrics.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace confab {
namespace {

constexpr int narrowest = 320;

} // namespace

QuestionDialog::QuestionDialog(const QString &question, const QString &consequence, const QString &yes,
                               Answer answer, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("questionDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(question);
    setMinimumWidth(narrowest);
    auto *layout = new QVBoxLayout(this);
    const int margin = Metrics::large + Metrics::small;
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(Metrics::medium);
    layout->addWidget(new Label(question, Label::Size::Title, Label::Tone::Normal, Label::Wrap::Yes));
    auto *words = new Label(consequence, Label::Size::Body, Label::Tone::Secondary, Label::Wrap::Yes);
    words->setTextFormat(Qt::PlainText);
    layout->addWidget(words);

    auto *buttons = new QDialogButtonBox(this);
    auto *accept = new QPushButton(yes, buttons);
    accept->setObjectName(QStringLiteral("questionYes"));
    accept->setProperty(answer == Answer::Dangerous ? "danger" : "primary", true);
    buttons->addButton(accept, QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    if (answer == Answer::Only) {
        accept->setFocus();
        return;
    }
    auto *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    cancel->setDefault(answer == Answer::Dangerous);
    (answer == Answer::Dangerous ? cancel : accept)->setFocus();
}

} // namespace confab
