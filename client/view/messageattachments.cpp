// SPDX-License-Identifier: Apache-2.0
#include "client/view/messageattachments.h"

#include "client/view/attachmentpainter.h"
#include "client/view/messageview.h"
#include "client/view/picturewindow.h"
#include "client/view/theme.h"

#include <QCoreApplication>
#include <QMenu>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

using State = FileShelf::State;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(confab::MessageAttachments)
};

} // namespace

MessageAttachments::MessageAttachments(MessageView &view, const Theme &theme)
    : QObject(&view)
    , m_view(view)
    , m_theme(theme)
    , m_opener(view)
{
    connect(&m_thumbnails, &Thumbnails::ready, this, &MessageAttachments::update);
}

void MessageAttachments::setShelf(FileShelf *shelf)
{
    if (m_shelf)
        m_shelf->disconnect(this);
    m_shelf = shelf;
    if (!shelf)
        return;
    connect(shelf, &FileShelf::changed, this, &MessageAttachments::update);
    connect(shelf, &FileShelf::uploadProgressed, this, &MessageAttachments::update);
}

void MessageAttachments::update()
{
    m_view.viewport()->update();
}

State MessageAttachments::stateOf(const MessageFile &file) const
{
    if (file.shown.id.isNull() || !m_shelf)
        return {.kind = file.path.isEmpty() ? State::Kind::Absent : State::Kind::Here, .path = file.path};
    State state = m_shelf->state(file.shown);
    // One that has gone up while its message waits is still where it was.
    if (state.kind != State::Kind::Here && !file.path.isEmpty())
        return {.kind = State::Kind::Here, .path = file.path};
    return state;
}

State MessageAttachments::shownState(const MessageRows::Row &row, qsizetype index) const
{
    const QList<AttachmentLayout::Part> &parts = row.layout.files.parts;
    const auto upload = row.item.delivery == Delivery::Queued && m_shelf
        ? m_shelf->uploading(row.item.clientId)
        : std::nullopt;
    if (!upload)
        return stateOf(parts[index].file);
    // One file goes up after the other.
    qint64 done = upload->done;
    for (qsizetype i = 0; i < index; ++i)
        done -= parts[i].file.shown.size;
    const qint64 size = parts[index].file.shown.size;
    if (done >= size)
        return stateOf(parts[index].file);
    return {.kind = State::Kind::Moving, .done = std::max<qint64>(0, done)};
}

void MessageAttachments::paint(QPainter &painter, const MessageRows::Row &row)
{
    const QList<AttachmentLayout::Part> &parts = row.layout.files.parts;
    const AttachmentPainter files(m_theme, m_thumbnails, m_view.fonts(), m_view.layoutDirection());
    painter.save();
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // a name and a size are read as they are written
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const State stored = stateOf(parts[i].file);
        if (parts[i].file.isPicture())
            fetchSeen(parts[i].file, stored);
        files.paint(painter, {parts[i], stored, shownState(row, i), row.item.isOwn});
    }
    painter.restore();
}

void MessageAttachments::fetchSeen(const MessageFile &file, const State &stored)
{
    if (stored.kind == State::Kind::Absent && m_shelf && !file.shown.id.isNull()
        && file.shown.size <= fetchedUnasked)
        m_shelf->fetch(file.shown);
}

bool MessageAttachments::isOver(const MessageRows::Row &row, QPoint point)
{
    return row.layout.files.at(point) >= 0;
}

bool MessageAttachments::activate(const MessageRows::Row &row, QPoint point)
{
    const int index = row.layout.files.at(point);
    if (index < 0)
        return false;
    const MessageFile file = row.layout.files.parts[index].file;
    if (row.item.delivery == Delivery::Queued && m_shelf && m_shelf->uploading(row.item.clientId)) {
        Q_EMIT m_view.deleteRequested(row.item.clientId);
        return true;
    }
    switch (stateOf(file).kind) {
    case State::Kind::Moving:
        m_shelf->cancel(file.shown.id);
        break;
    case State::Kind::Absent:
    case State::Kind::Failed:
        if (m_shelf && !file.shown.id.isNull())
            m_shelf->fetch(file.shown);
        break;
    case State::Kind::Here:
        open(file);
        break;
    }
    return true;
}

void MessageAttachments::addActions(QMenu &menu, const MessageRows::Row &row, QPoint point)
{
    const QList<AttachmentLayout::Part> &parts = row.layout.files.parts;
    if (const int index = row.layout.files.at(point); index >= 0)
        return addActions(menu, parts[index].file);
    if (!point.isNull())
        return;
    for (const AttachmentLayout::Part &part : parts) {
        QString name = part.file.shown.name;
        addActions(parts.size() == 1 ? menu : *menu.addMenu(name.replace(u'&', "&&"_L1)), part.file);
    }
}

void MessageAttachments::addActions(QMenu &menu, const MessageFile &file)
{
    const State state = stateOf(file);
    menu.addSeparator();
    if (state.kind == State::Kind::Here) {
        if (file.isPicture() || !FileOpener::mayRun(file.shown.name))
            menu.addAction(Text::tr("Open"), this, [this, file] { open(file); });
        menu.addAction(Text::tr("Save as…"), this,
                       [this, file] { m_opener.saveAs(stateOf(file).path, file.shown.name); });
    } else if (state.kind == State::Kind::Moving) {
        menu.addAction(Text::tr("Cancel download"), this, [this, file] { m_shelf->cancel(file.shown.id); });
    } else if (m_shelf) {
        menu.addAction(Text::tr("Download"), this, [this, file] { m_shelf->fetch(file.shown); });
    }
}

void MessageAttachments::open(const MessageFile &file)
{
    const State state = stateOf(file);
    if (state.kind != State::Kind::Here)
        return;
    if (file.isPicture() && !m_thumbnails.isBroken(state.path)) {
        auto *window = new PictureWindow(m_theme, state.path, file.shown.name, m_view.window());
        return window->show();
    }
    m_opener.open(state.path, file.shown.name);
}

} // namespace confab
