// SPDX-License-Identifier: Apache-2.0
#include "client/view/renamedialog.h"

#include "client/store/account.h"
#include "client/store/groups.h"
#include "client/view/errortext.h"
#include "client/view/formfield.h"
#include "client/view/label.h"
#include "client/view/metrics.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr int narrowest = 320;

} // namespace

RenameDialog::RenameDialog(Account &account, const Theme &theme, const Chat &chat, QWidget *parent)
    : QDialog(parent)
    , m_account(account)
    , m_chat(chat.id)
    , m_title(new FormField(theme, u"newTitle"_s, tr("Name of the group"), FormField::Kind::Text, this))
    , m_save(new QPushButton(tr("Rename"), this))
{
    setObjectName(u"renameDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Rename the group"));
    setMinimumWidth(narrowest);
    m_title->setValue(chat.displayName);
    m_save->setObjectName(u"saveTitle"_s);
    m_save->setProperty("primary", true);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_save, QDialogButtonBox::ActionRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    m_save->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    const int margin = Metrics::large + Metrics::small;
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(Metrics::medium);
    layout->addWidget(new Label(tr("Rename the group"), Label::Size::Title));
    layout->addWidget(m_title);
    layout->addWidget(buttons);
    connect(m_title, &FormField::edited, this,
            [this] { m_save->setEnabled(!m_title->value().trimmed().isEmpty()); });
    connect(m_save, &QPushButton::clicked, this, &RenameDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_title->focusInput();
}

void RenameDialog::save()
{
    m_save->setEnabled(false);
    m_account.groups().rename(m_chat, m_title->value().trimmed(), this, [this](const Result<void> &done) {
        m_save->setEnabled(true);
        if (done)
            return accept();
        m_title->setError(errorText(done.error()));
    });
}

} // namespace confab
