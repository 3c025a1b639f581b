// SPDX-License-Identifier: Apache-2.0
#include "client/view/takeoutform.h"

#include "client/store/account.h"
#include "client/store/takeout.h"
#include "client/view/errortext.h"
#include "client/view/label.h"
#include "client/view/metrics.h"

#include <QDate>
#include <QFileDialog>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

using Stage = Takeout::Stage;

QString failureText(const Error &error)
{
    if (error.code == ErrorCode::TooManyRequests && error.field == "export"_L1) {
        const auto hours = std::chrono::ceil<std::chrono::hours>(error.retryAfter).count();
        return TakeoutForm::tr(
            "An archive was made a short while ago. The next one can be made in %n hour(s).", nullptr,
            int(hours));
    }
    if (error.field == "export"_L1)
        return TakeoutForm::tr("The archive could not be made. Try again.");
    return errorText(error);
}

} // namespace

TakeoutForm::TakeoutForm(Account &account, QWidget *parent)
    : QWidget(parent)
    , m_account(account)
    , m_text(new Label({}, Label::Size::Body, Label::Tone::Secondary, Label::Wrap::Yes, this))
    , m_error(new Label({}, Label::Size::Caption, Label::Tone::Danger, Label::Wrap::Yes, this))
    , m_bar(new QProgressBar(this))
    , m_begin(new QPushButton(tr("Export everything"), this))
    , m_save(new QPushButton(tr("Save as…"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    m_text->setObjectName(u"takeoutText"_s);
    m_error->setObjectName(u"takeoutError"_s);
    m_begin->setObjectName(u"exportButton"_s);
    m_save->setObjectName(u"saveExportButton"_s);
    m_cancel->setObjectName(u"cancelExportButton"_s);
    m_save->setProperty("primary", true);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of the export"));
    m_error->hide();
    auto *row = new QHBoxLayout;
    row->setSpacing(Metrics::medium);
    row->addWidget(m_begin);
    row->addWidget(m_save);
    row->addWidget(m_cancel);
    row->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Metrics::medium);
    layout->addWidget(m_text);
    layout->addWidget(m_bar);
    layout->addWidget(m_error);
    layout->addLayout(row);
    Takeout &takeout = m_account.takeout();
    connect(m_begin, &QPushButton::clicked, this, &TakeoutForm::begin);
    connect(m_save, &QPushButton::clicked, this, &TakeoutForm::chooseFile);
    connect(m_cancel, &QPushButton::clicked, &takeout, &Takeout::cancel);
    connect(&takeout, &Takeout::changed, this, &TakeoutForm::showState);
    connect(&takeout, &Takeout::failed, this, [this](const Error &error) {
        m_error->setText(failureText(error));
        m_error->show();
        m_begin->setEnabled(true);
    });
    showState();
}

void TakeoutForm::begin()
{
    const Stage stage = m_account.takeout().state().stage;
    if (stage != Stage::None && stage != Stage::Saved)
        return;
    m_error->hide();
    m_begin->setEnabled(false);
    m_account.takeout().begin();
}

void TakeoutForm::showState()
{
    const Takeout::State state = m_account.takeout().state();
    const bool isBusy = state.stage == Stage::Making || state.stage == Stage::Saving;
    switch (state.stage) {
    case Stage::None:
        m_text->setText(state.waitsForServer
                            ? tr("The archive is asked for as soon as the server can be reached.")
                            : tr("Take everything along: your messages, files, contacts and settings as one "
                                 "archive, which can be read without Confab."));
        break;
    case Stage::Making:
        m_text->setText(tr("The archive is being made. You can close this window meanwhile."));
        break;
    case Stage::Ready:
        m_text->setText(tr("The archive is ready: %1").arg(QLocale().formattedDataSize(state.size)));
        break;
    case Stage::Saving:
        m_text->setText(tr("The archive is being saved."));
        break;
    case Stage::Saved:
        m_text->setText(tr("The archive is saved."));
        break;
    }
    m_bar->setVisible(isBusy);
    m_bar->setValue(state.percent);
    m_begin->setEnabled(!state.waitsForServer);
    m_begin->setVisible(state.stage == Stage::None || state.stage == Stage::Saved);
    m_save->setVisible(state.stage == Stage::Ready);
    m_cancel->setVisible(isBusy || state.stage == Stage::Ready);
    if (isBusy || state.stage == Stage::Saved)
        m_error->hide();
}

void TakeoutForm::chooseFile()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    const QString name
        = u"confab-%1-%2.zip"_s.arg(m_account.me().user.username, QDate::currentDate().toString(Qt::ISODate));
    auto *dialog = new QFileDialog(this, tr("Save the archive"), folder, tr("ZIP archives (*.zip)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"zip"_s);
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString &path) { m_account.takeout().save(path); });
    dialog->open();
}

} // namespace confab
