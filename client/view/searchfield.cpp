// SPDX-License-Identifier: Apache-2.0
#include "client/view/searchfield.h"

#include "client/view/icons.h"
#include "client/view/theme.h"
#include "shared/core/limits.h"

#include <QAction>
#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace confab {

SearchField::SearchField(const Theme &theme, QWidget *parent)
    : QLineEdit(parent)
    , m_theme(theme)
    , m_icon(addAction(QIcon(), LeadingPosition))
    , m_clear(addAction(QIcon(), TrailingPosition))
{
    setObjectName(u"searchField"_s);
    setPlaceholderText(tr("Search or jump to"));
    setAccessibleName(tr("Search people, conversations and messages"));
    setMaxLength(Limits::query);
    m_clear->setVisible(false);
    m_clear->setToolTip(tr("Clear"));
    connect(m_clear, &QAction::triggered, this, &SearchField::cancelled);
    connect(this, &QLineEdit::textChanged, m_clear,
            [this](const QString &text) { m_clear->setVisible(!text.isEmpty()); });
    connect(&theme, &Theme::changed, this, &SearchField::colour);
    colour();
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
        Q_EMIT steppedBy(-1);
        return;
    case Qt::Key_Down:
        Q_EMIT steppedBy(1);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT confirmed();
        return;
    case Qt::Key_Escape:
        Q_EMIT cancelled();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void SearchField::colour()
{
    const Colors &colors = m_theme.colors();
    m_icon->setIcon(lineIcon("search"_L1, colors.secondary, colors.disabled));
    m_clear->setIcon(lineIcon("close"_L1, colors.secondary, colors.disabled));
}

} // namespace confab
