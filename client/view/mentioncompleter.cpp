// SPDX-License-Identifier: Apache-2.0
#include "client/view/mentioncompleter.h"

#include "client/store/memberlistmodel.h"
#include "client/store/mention.h"
#include "client/view/avatarpictures.h"
#include "client/view/metrics.h"
#include "client/view/sidebarlist.h"

#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QSortFilterProxyModel>
#include <QStyle>
#include <QTextBlock>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr int mostRows = 5;
constexpr int widest = 320;

} // namespace

MentionCompleter::MentionCompleter(const Theme &theme, AvatarPictures &pictures, QPlainTextEdit &edit,
                                   QWidget &below, QWidget *parent)
    : QFrame(parent)
    , m_pictures(pictures)
    , m_edit(edit)
    , m_below(below)
    , m_others(std::make_unique<QSortFilterProxyModel>())
    , m_list(new SidebarList(
          theme, tr("Members to mention"),
          [this](const QModelIndex &index) {
              SidebarRow row = SidebarRow::ofMember(index);
              row.picture = m_pictures.of(row.username, Metrics::rowAvatar, devicePixelRatioF());
              return row;
          },
          this))
{
    setObjectName(u"mentionCompleter"_s);
    setBackgroundRole(QPalette::AlternateBase);
    setAutoFillBackground(true);
    m_others->setFilterRole(MemberListModel::SelfRole);
    m_others->setFilterFixedString(u"false"_s);
    m_list->setObjectName(u"mentionList"_s);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setModel(m_others.get());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, Metrics::unit, 1, Metrics::unit);
    layout->addWidget(m_list);
    hide();
    edit.installEventFilter(this);
    below.installEventFilter(this);
    connect(&edit, &QPlainTextEdit::textChanged, this, &MentionCompleter::look);
    connect(&edit, &QPlainTextEdit::cursorPositionChanged, this, &MentionCompleter::look);
    connect(m_list, &SidebarList::chosen, this, &MentionCompleter::take);
    connect(&pictures, &AvatarPictures::changed, m_list->viewport(), qOverload<>(&QWidget::update));
}

MentionCompleter::~MentionCompleter()
{
    m_list->setModel(nullptr);
}

void MentionCompleter::setMembers(std::unique_ptr<MemberListModel> members)
{
    hide();
    m_others->setSourceModel(members.get());
    m_members = std::move(members);
    m_dismissed = -1;
}

qsizetype MentionCompleter::signPosition() const
{
    const QTextCursor cursor = m_edit.textCursor();
    const QString line = cursor.block().text().first(cursor.positionInBlock());
    const qsizetype at = line.lastIndexOf(u'@');
    if (cursor.hasSelection() || at < 0)
        return -1;
    // With two letters behind it, what can become a mention is one, up to its end.
    const QString probe = line + u"xx"_s;
    const bool begins = Mention::lengthAt(probe, at) == probe.size() - at;
    return begins ? cursor.block().position() + at : -1;
}

void MentionCompleter::look()
{
    const qsizetype at = m_members && m_edit.hasFocus() ? signPosition() : -1;
    if (at < 0)
        m_dismissed = -1;
    if (at < 0 || at == m_dismissed) {
        hide();
        return tellChoice();
    }
    const QString text = m_edit.toPlainText();
    m_members->setQuery(text.sliced(at + 1, m_edit.textCursor().position() - at - 1));
    if (!m_list->currentIndex().isValid())
        m_list->selectRow(m_others->index(0, 0));
    setVisible(m_others->rowCount() > 0);
    place();
    tellChoice();
}

/// Over the beginning of the text, as high as its rows.
void MentionCompleter::place()
{
    if (isHidden())
        return;
    const int rows = qMin(m_others->rowCount(), mostRows);
    const int height = rows * m_list->sizeHintForRow(0) + 2 * Metrics::unit + 2;
    const QRect over = m_below.geometry().adjusted(Metrics::large, 0, -Metrics::large, 0);
    const QSize size(qMin(widest, over.width()), qMin(height, over.top()));
    const QRect room(over.x(), over.top() - size.height(), over.width(), size.height());
    setGeometry(QStyle::alignedRect(layoutDirection(), Qt::AlignLeft | Qt::AlignTop, size, room));
    raise();
}

/// The keyboard stays in the text, so a screen reader is told there.
void MentionCompleter::tellChoice()
{
    const QModelIndex index = isHidden() ? QModelIndex() : m_list->currentIndex();
    m_edit.setAccessibleDescription(
        index.isValid() ? tr("Enter mentions %1", "a person's name").arg(index.data().toString())
                        : QString());
}

void MentionCompleter::take(const QModelIndex &index)
{
    const qsizetype at = signPosition();
    if (at < 0 || !index.isValid())
        return;
    QTextCursor cursor = m_edit.textCursor();
    cursor.setPosition(int(at), QTextCursor::KeepAnchor);
    cursor.insertText(u'@' + index.data(MemberListModel::UsernameRole).toString() + u' ');
    m_edit.setTextCursor(cursor);
    m_edit.setFocus();
    hide();
    tellChoice();
}

void MentionCompleter::dismiss()
{
    m_dismissed = signPosition();
    hide();
    tellChoice();
}

bool MentionCompleter::isSteering(int key)
{
    switch (key) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        m_list->step(key == Qt::Key_Up ? -1 : 1);
        tellChoice();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
        take(m_list->currentIndex());
        return true;
    case Qt::Key_Escape:
        dismiss();
        return true;
    default:
        return false;
    }
}

bool MentionCompleter::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_below && (event->type() == QEvent::Resize || event->type() == QEvent::Move))
        place();
    if (watched != &m_edit || isHidden())
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut) {
        hide();
        tellChoice();
    }
    const bool isOverride = event->type() == QEvent::ShortcutOverride;
    if (!isOverride && event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (isOverride && key->key() == Qt::Key_Escape) {
        event->accept(); // Otherwise it is the window's shortcut.
        return true;
    }
    return (!isOverride && key->modifiers() == Qt::NoModifier && isSteering(key->key()))
        || QFrame::eventFilter(watched, event);
}

} // namespace confab
