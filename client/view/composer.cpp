// SPDX-License-Identifier: Apache-2.0
#include "client/view/composer.h"

#include "client/view/composerbar.h"
#include "client/view/composeredit.h"
#include "client/view/iconbutton.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/pendingfiles.h"
#include "client/view/theme.h"
#include "shared/core/limits.h"
#include "shared/core/text.h"

#include <QApplication>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QScopedValueRollback>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr int counterFrom = Limits::body - 500;

} // namespace

Composer::Composer(const Theme &theme, const Preferences &preferences, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_folder(QDir::homePath())
{
    setObjectName(u"composer"_s);
    build(preferences);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &Composer::onTextChanged);
    connect(m_edit, &ComposerEdit::sendRequested, this, &Composer::send);
    connect(m_send, &QToolButton::clicked, this, &Composer::send);
    connect(m_bar, &ComposerBar::cancelled, this, &Composer::contextCancelled);
    connect(m_edit, &ComposerEdit::escaped, this, &Composer::contextCancelled);
    connect(m_edit, &ComposerEdit::upPressed, this, &Composer::editLastRequested);
    connect(m_edit, &ComposerEdit::steppedBy, this, &Composer::replyStepRequested);
    connect(m_emoji, &QToolButton::clicked, this, [this] {
        const bool fromRight = isRightToLeft();
        Q_EMIT emojiRequested(m_emoji->mapToGlobal(fromRight ? QPoint(0, 0) : QPoint(m_emoji->width(), 0)));
    });
    connect(m_attach, &QToolButton::clicked, this, &Composer::chooseFiles);
    connect(m_edit, &ComposerEdit::filesPasted, this, &Composer::addFiles);
    connect(m_edit, &ComposerEdit::longTextPasted, this, &Composer::longTextPasted);
    connect(m_edit, &ComposerEdit::picturePasted, this, &Composer::picturePasted);
    connect(m_files, &PendingFiles::removed, this, &Composer::fileRemoved);
    connect(m_files, &PendingFiles::removed, this, &Composer::updateState);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    connect(qApp, &QApplication::focusChanged, this, qOverload<>(&QWidget::update));
    updateState();
}

void Composer::build(const Preferences &preferences)
{
    m_edit = new ComposerEdit(preferences, this);
    m_edit->setPlaceholderText(tr("Write a message"));
    m_edit->setAccessibleName(tr("Message"));
    m_bar = new ComposerBar(m_theme, this);
    m_emoji = new IconButton(m_theme, "smile"_L1, tr("Emoji"), this);
    m_emoji->setObjectName(u"emojiButton"_s);
    m_send = new IconButton(m_theme, "send"_L1, tr("Send"), this, IconButton::Look::Accent,
                            IconDirection::Mirrored);
    m_send->setObjectName(u"sendButton"_s);
    m_attach = new IconButton(m_theme, "attach"_L1, tr("Attach files"), this);
    m_attach->setObjectName(u"attachButton"_s);
    m_files = new PendingFiles(m_theme, this);
    m_counter = new Label({}, Label::Size::Caption, Label::Tone::Secondary, Label::Wrap::No, this);
    m_counter->setObjectName(u"composerCounter"_s);
    m_error = new Label({}, Label::Size::Caption, Label::Tone::Danger, Label::Wrap::Yes, this);
    m_error->setObjectName(u"composerError"_s);
    m_error->hide();

    auto *row = new QHBoxLayout;
    row->setSpacing(Metrics::small);
    row->addWidget(m_attach, 0, Qt::AlignBottom);
    row->addWidget(m_edit, 1, Qt::AlignVCenter);
    row->addWidget(m_counter, 0, Qt::AlignBottom);
    row->addWidget(m_emoji, 0, Qt::AlignBottom);
    row->addWidget(m_send, 0, Qt::AlignBottom);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(Metrics::unit);
    layout->addWidget(m_bar);
    layout->addWidget(m_files);
    layout->addLayout(row);
    layout->addWidget(m_error);
    setMargins();
}

/// The buttons bring their own room.
void Composer::setMargins()
{
    const int button = Metrics::large + Metrics::unit;
    layout()->setContentsMargins(button, Metrics::small + 2, button, Metrics::medium + Metrics::small + 2);
}

void Composer::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange)
        setMargins();
}

QString Composer::text() const
{
    return m_edit->toPlainText();
}

void Composer::setText(const QString &text)
{
    const QScopedValueRollback setting(m_isSetting, true);
    m_edit->setPlainText(text);
    m_edit->moveCursor(QTextCursor::End);
}

const QList<OutgoingFile> &Composer::files() const
{
    return m_files->files();
}

void Composer::setFiles(const QList<OutgoingFile> &files)
{
    m_files->setFiles(files);
    updateState();
}

void Composer::addFiles(const QStringList &paths)
{
    QString error;
    for (const QString &path : paths) {
        const QString why = add(PendingFile::at(path, m_fileLimit()));
        error = why.isEmpty() ? error : why;
    }
    showError(error);
    focusText();
}

void Composer::addMadeFile(const QString &path, const QString &name)
{
    PendingFile pending = PendingFile::at(path, m_fileLimit());
    pending.file.owner = OutgoingFile::Owner::Confab;
    pending.file.shown.name = name;
    const QString error = add(pending);
    if (!error.isEmpty())
        Q_EMIT fileRemoved(pending.file);
    showError(error);
    focusText();
}

QString Composer::add(const PendingFile &pending)
{
    if (!pending.error.isEmpty())
        return pending.error;
    if (m_files->files().size() >= Limits::attachments)
        return tr("A message takes at most %n file(s).", nullptr, Limits::attachments);
    setFiles(m_files->files() + QList{pending.file});
    return {};
}

bool Composer::takesFiles() const
{
    return isVisible() && m_attach->isEnabled();
}

void Composer::setNeeds(Needs needs)
{
    m_needs = needs;
    updateState();
}

void Composer::chooseFiles()
{
    auto *dialog = new QFileDialog(window(), tr("Attach files"), m_folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &paths) {
        m_folder = QFileInfo(paths.value(0)).absolutePath();
        addFiles(paths);
    });
    dialog->open();
}

void Composer::showError(const QString &text)
{
    m_error->setText(text);
    m_error->setVisible(!text.isEmpty());
}

void Composer::setClosed(const QString &reason)
{
    m_edit->setEnabled(reason.isEmpty());
    m_emoji->setEnabled(reason.isEmpty());
    m_attach->setEnabled(reason.isEmpty());
    m_edit->setPlaceholderText(reason.isEmpty() ? tr("Write a message") : reason);
    updateState();
}

void Composer::focusText()
{
    m_edit->setFocus(Qt::OtherFocusReason);
}

void Composer::showContext(QLatin1StringView icon, const QString &title, const QString &text)
{
    m_bar->show(icon, title, text);
    m_edit->setTakesEscape(true);
    showError({});
}

void Composer::hideContext()
{
    m_bar->hide();
    m_edit->setTakesEscape(false);
}

void Composer::insertText(const QString &text)
{
    m_edit->insertPlainText(text);
    focusText();
}

void Composer::onTextChanged()
{
    showError({});
    updateState();
    if (!m_isSetting)
        Q_EMIT textEdited();
}

void Composer::send()
{
    if (m_send->isEnabled())
        Q_EMIT sendRequested(text());
}

void Composer::updateState()
{
    // A text has at least as many UTF-16 units as code points: counts only near the limit.
    const QString content = text();
    const qsizetype length
        = content.size() < counterFrom ? content.size() : codePointLength(content.trimmed());
    const qsizetype left = Limits::body - length;
    m_counter->setVisible(length >= counterFrom);
    m_counter->setText(QLocale().toString(left));
    m_counter->setAccessibleName(tr("%n character(s) left", nullptr, int(qMax<qsizetype>(0, left))));
    m_counter->setForegroundRole(left < 0 ? QPalette::BrightText : QPalette::PlaceholderText);
    const bool hasContent
        = !content.trimmed().isEmpty() || !m_files->files().isEmpty() || m_needs == Needs::Nothing;
    m_send->setEnabled(m_edit->isEnabled() && left >= 0 && hasContent);
}

void Composer::paintEvent(QPaintEvent *)
{
    const Colors &colors = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF field
        = QRectF(rect()).adjusted(Metrics::large + 0.5, 0.5, -Metrics::large - 0.5, -Metrics::medium + 0.5);
    const bool focused = m_edit->hasFocus();
    painter.setPen(QPen(focused ? colors.accent : colors.separator, focused ? 1.5 : 1));
    painter.setBrush(colors.raised);
    painter.drawRoundedRect(field, Metrics::bubbleRadius, Metrics::bubbleRadius);
}

} // namespace confab
