// SPDX-License-Identifier: Apache-2.0
#include "client/view/composeredit.h"

#include "shared/core/limits.h"
#include "shared/core/text.h"

#include <QAbstractTextDocumentLayout>
#include <QImage>
#include <QKeyEvent>
#include <QMimeData>
#include <QUrl>

#include <cmath>

namespace confab {

QStringList localFiles(const QMimeData &data)
{
    QStringList paths;
    const QList<QUrl> urls = data.urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    }
    return paths;
}

namespace {

constexpr int mostLines = 8;

} // namespace

ComposerEdit::ComposerEdit(const Preferences &preferences, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_preferences(preferences)
{
    setObjectName(QStringLiteral("composerEdit"));
    setTabChangesFocus(true);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(0);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &ComposerEdit::grow);
    grow();
}

QSize ComposerEdit::sizeHint() const
{
    // QPlainTextDocumentLayout measures its height in lines.
    const int lines = int(std::ceil(document()->documentLayout()->documentSize().height()));
    return {200, heightOf(qBound(1, lines, mostLines))};
}

QSize ComposerEdit::minimumSizeHint() const
{
    return {80, heightOf(1)};
}

bool ComposerEdit::event(QEvent *event)
{
    // Otherwise it is the window's shortcut.
    if (event->type() == QEvent::ShortcutOverride && m_takesEscape
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QPlainTextEdit::event(event);
}

/// Does what keys ask that change no text.
bool ComposerEdit::steers(const QKeyEvent &event)
{
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    const bool isUp = event.key() == Qt::Key_Up;
    if (modifiers == Qt::ControlModifier && (isUp || event.key() == Qt::Key_Down))
        Q_EMIT steppedBy(isUp ? -1 : 1);
    else if (modifiers == Qt::NoModifier && isUp && document()->isEmpty())
        Q_EMIT upPressed();
    else if (event.key() == Qt::Key_Escape && m_takesEscape)
        Q_EMIT escaped();
    else
        return false;
    return true;
}

void ComposerEdit::keyPressEvent(QKeyEvent *event)
{
    if (steers(*event))
        return;
    if (asksToSend(*event)) {
        Q_EMIT sendRequested();
        return;
    }
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter) {
        // Shift+Enter would insert a line separator, which is no line break in a message.
        textCursor().insertBlock();
        ensureCursorVisible();
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        event->ignore();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void ComposerEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    grow();
}

bool ComposerEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasText() || source->hasImage() || !localFiles(*source).isEmpty();
}

void ComposerEdit::insertFromMimeData(const QMimeData *source)
{
    const QStringList paths = localFiles(*source);
    if (!paths.isEmpty())
        Q_EMIT filesPasted(paths);
    else if (source->hasImage() && !source->hasText())
        Q_EMIT picturePasted(source->imageData().value<QImage>());
    else if (source->hasText() && codePointLength(source->text().trimmed()) > Limits::body)
        Q_EMIT longTextPasted(source->text());
    else if (source->hasText())
        insertPlainText(source->text());
}

void ComposerEdit::grow()
{
    const int lines = int(std::ceil(document()->documentLayout()->documentSize().height()));
    setVerticalScrollBarPolicy(lines > mostLines ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    updateGeometry();
}

bool ComposerEdit::asksToSend(const QKeyEvent &event) const
{
    if (event.key() != Qt::Key_Return && event.key() != Qt::Key_Enter)
        return false;
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (modifiers == Qt::ControlModifier)
        return true;
    return modifiers == Qt::NoModifier && m_preferences.enterKey() == Preferences::EnterKey::Sends;
}

int ComposerEdit::heightOf(int lines) const
{
    return lines * fontMetrics().lineSpacing() + 2;
}

} // namespace confab
