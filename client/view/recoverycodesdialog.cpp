// SPDX-License-Identifier: Apache-2.0
#include "client/view/recoverycodesdialog.h"

#include "client/view/errortext.h"
#include "client/view/label.h"
#include "client/view/metrics.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFontDatabase>
#include <QGridLayout>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr int narrowest = 420;

} // namespace

RecoveryCodesDialog::RecoveryCodesDialog(QStringList codes, QString username, QWidget *parent)
    : QDialog(parent)
    , m_codes(std::move(codes))
    , m_username(std::move(username))
{
    setObjectName(u"recoveryCodesDialog"_s);
    setWindowTitle(tr("Recovery codes"));
    setMinimumWidth(narrowest);
    build();
}

void RecoveryCodesDialog::build()
{
    auto *layout = new QVBoxLayout(this);
    const int margin = Metrics::large + Metrics::small;
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(Metrics::medium);
    layout->addWidget(new Label(tr("Keep these codes"), Label::Size::Title));
    layout->addWidget(
        new Label(tr("If you forget your password, one of them lets you set a new one. Each works once. "
                     "They are not shown again, and nobody else can open your account for you."),
                  Label::Size::Body, Label::Tone::Secondary, Label::Wrap::Yes));
    layout->addWidget(codeTable());

    auto *copyButton = new QPushButton(tr("Copy"), this);
    copyButton->setObjectName(u"copyCodes"_s);
    auto *saveButton = new QPushButton(tr("Save as a file…"), this);
    saveButton->setObjectName(u"saveCodes"_s);
    m_notice = new Label({}, Label::Size::Caption, Label::Tone::Secondary, Label::Wrap::Yes, this);
    m_notice->setObjectName(u"codesNotice"_s);
    auto *ways = new QHBoxLayout;
    ways->setSpacing(Metrics::small);
    ways->addWidget(copyButton);
    ways->addWidget(saveButton);
    ways->addWidget(m_notice, 1);
    layout->addLayout(ways);

    auto *kept = new QCheckBox(tr("I have put them in a safe place"), this);
    kept->setObjectName(u"codesKept"_s);
    m_done = new QPushButton(tr("Done"), this);
    m_done->setObjectName(u"codesDone"_s);
    m_done->setProperty("primary", true);
    m_done->setEnabled(false);
    auto *end = new QHBoxLayout;
    end->addWidget(kept, 1);
    end->addWidget(m_done);
    layout->addSpacing(Metrics::unit);
    layout->addLayout(end);

    connect(copyButton, &QPushButton::clicked, this, &RecoveryCodesDialog::copy);
    connect(saveButton, &QPushButton::clicked, this, &RecoveryCodesDialog::save);
    connect(kept, &QCheckBox::toggled, m_done, &QPushButton::setEnabled);
    connect(m_done, &QPushButton::clicked, this, &QDialog::accept);
}

QWidget *RecoveryCodesDialog::codeTable()
{
    auto *table = new QWidget(this);
    table->setAutoFillBackground(true);
    table->setBackgroundRole(QPalette::AlternateBase);
    auto *grid = new QGridLayout(table);
    grid->setContentsMargins(Metrics::large, Metrics::large, Metrics::large, Metrics::large);
    grid->setVerticalSpacing(Metrics::small);
    const int rows = int(m_codes.size() + 1) / 2;
    for (int i = 0; i < m_codes.size(); ++i) {
        auto *code = new Label(m_codes.at(i));
        QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        font.setPointSizeF(QApplication::font().pointSizeF());
        code->setFont(font);
        code->setAlignment(Qt::AlignCenter);
        code->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(code, i % rows, i / rows);
    }
    return table;
}

void RecoveryCodesDialog::reject()
{
    // Closing the window by mistake would lose the codes for good.
    if (m_done->isEnabled())
        accept();
    else
        m_notice->setText(tr("Copy or save the codes first."));
}

QString RecoveryCodesDialog::asText() const
{
    return tr("Recovery codes of %1 for Confab. Each works once.").arg(m_username) + u"\n\n"_s
        + m_codes.join(u'\n') + u'\n';
}

void RecoveryCodesDialog::copy()
{
    QApplication::clipboard()->setText(asText());
    m_notice->setText(tr("Copied"));
}

void RecoveryCodesDialog::save()
{
    const QString suggestion = QDir::home().filePath(u"confab-%1.txt"_s.arg(m_username));
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the recovery codes"), suggestion);
    if (path.isEmpty())
        return;
    const auto saved = saveTo(path);
    m_notice->setText(saved ? tr("Saved") : errorText(saved.error()));
}

Result<void> RecoveryCodesDialog::saveTo(const QString &path) const
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(asText().toUtf8()) < 0 || !file.commit())
        return Error{ErrorCode::StorageFull, {}, file.errorString()};
    return {};
}

} // namespace confab
