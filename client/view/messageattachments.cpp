// SPDX-License-Identifier: Apache-2.0
#include "client/view/messageattachments.h"

#include "client/view/errortext.h"
#include "client/view/icons.h"
#include "client/view/messageview.h"
#include "client/view/metrics.h"
#include "client/view/picturewindow.h"
#include "client/view/theme.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>
#include <QPainter>
#include <QPainterPath>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

using State = FileShelf::State;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(confab::MessageAttachments)
};

constexpr int disc = 36;

/// Copies it to where the person, or another program, wants it.
bool copyTo(const QString &from, const QString &to)
{
    QFile::remove(to);
    return QFile::copy(from, to);
}

QString secondLine(const MessageFile &file, const State &state)
{
    switch (state.kind) {
    case State::Kind::Moving:
        return Text::tr("%1 of %2").arg(fileSizeText(state.done), fileSizeText(file.shown.size));
    case State::Kind::Failed:
        if (state.error && state.error->field == "network"_L1)
            return Text::tr("No connection");
        return state.error ? errorText(*state.error) : QString();
    case State::Kind::Absent:
    case State::Kind::Here:
        return fileSizeText(file.shown.size);
    }
    Q_UNREACHABLE();
}

QLatin1StringView chipIcon(State::Kind kind)
{
    switch (kind) {
    case State::Kind::Absent:
        return "download"_L1;
    case State::Kind::Moving:
        return "close"_L1;
    case State::Kind::Failed:
        return "retry"_L1;
    case State::Kind::Here:
        return "file"_L1;
    }
    Q_UNREACHABLE();
}

} // namespace

QString fileSizeText(qint64 size)
{
    return QLocale().formattedDataSize(size, size < 1000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

bool mayRun(const QString &name)
{
    static const QStringList endings{u"exe"_s,      u"com"_s,     u"bat"_s,  u"cmd"_s, u"msi"_s, u"scr"_s,
                                     u"ps1"_s,      u"vbs"_s,     u"js"_s,   u"jse"_s, u"wsf"_s, u"jar"_s,
                                     u"sh"_s,       u"run"_s,     u"app"_s,  u"pkg"_s, u"dmg"_s, u"lnk"_s,
                                     u"desktop"_s,  u"py"_s,      u"pl"_s,   u"hta"_s, u"cpl"_s, u"reg"_s,
                                     u"appimage"_s, u"command"_s, u"html"_s, u"htm"_s, u"svg"_s};
    const QString ending = QFileInfo(name).suffix().toLower();
    return ending.isEmpty() || endings.contains(ending);
}

MessageAttachments::MessageAttachments(MessageView &view, const Theme &theme)
    : QObject(&view)
    , m_view(view)
    , m_theme(theme)
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
    painter.save();
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // a name and a size are read as they are written
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (parts[i].file.isPicture())
            paintPicture(painter, row, i);
        else
            paintChip(painter, row, i);
    }
    painter.restore();
}

void MessageAttachments::paintPicture(QPainter &painter, const MessageRows::Row &row, qsizetype index)
{
    const Colors &colors = m_theme.colors();
    const AttachmentLayout::Part &part = row.layout.files.parts[index];
    const State stored = stateOf(part.file);
    const State state = shownState(row, index);
    if (stored.kind == State::Kind::Absent && m_shelf && !part.file.shown.id.isNull()
        && part.file.shown.size <= fetchedUnasked)
        m_shelf->fetch(part.file.shown);
    const qreal ratio = painter.device()->devicePixelRatioF();
    QImage image;
    if (stored.kind == State::Kind::Here)
        image = m_thumbnails.find(stored.path, part.rect.size() * ratio);

    painter.save();
    QPainterPath shape;
    shape.addRoundedRect(part.rect, Metrics::radius, Metrics::radius);
    painter.setClipPath(shape);
    painter.fillRect(part.rect, mixed(row.item.isOwn ? colors.accentTint : colors.bubble, colors.text, 0.06));
    if (!image.isNull()) {
        QRect target(QPoint(), image.size().scaled(part.rect.size(), Qt::KeepAspectRatio));
        target.moveCenter(part.rect.center());
        // No line of the ground is left where only the rounding differs.
        if (part.rect.width() - target.width() <= 2 && part.rect.height() - target.height() <= 2)
            target = part.rect;
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(target, image);
    }
    painter.restore();
    QRect middle(0, 0, disc, disc);
    middle.moveCenter(part.rect.center());
    const bool broken = stored.kind == State::Kind::Here && m_thumbnails.isBroken(stored.path);
    if (state.kind == State::Kind::Moving)
        paintProgress(painter, middle,
                      double(state.done) / double(std::max<qint64>(1, part.file.shown.size)));
    else if (image.isNull() && (broken || state.kind != State::Kind::Here))
        paintIcon(painter, middle.adjusted(6, 6, -6, -6), broken ? "picture"_L1 : chipIcon(state.kind),
                  colors.secondary);
}

void MessageAttachments::paintChip(QPainter &painter, const MessageRows::Row &row, qsizetype index)
{
    const Colors &colors = m_theme.colors();
    const MessageFonts &fonts = m_view.fonts();
    const AttachmentLayout::Part &part = row.layout.files.parts[index];
    const State state = shownState(row, index);
    const bool fromRight = m_view.isRightToLeft();
    const int alignment
        = int(Qt::AlignAbsolute | Qt::AlignVCenter | (fromRight ? Qt::AlignRight : Qt::AlignLeft))
        | int(Qt::TextSingleLine);
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(row.item.isOwn ? colors.accentTint : colors.bubble, colors.text, 0.06));
    painter.drawRoundedRect(part.rect, Metrics::radius, Metrics::radius);

    QRect place(0, 0, disc, disc);
    const int inset = Metrics::small + disc / 2;
    place.moveCenter(
        {fromRight ? part.rect.right() - inset : part.rect.left() + inset, part.rect.center().y()});
    if (state.kind == State::Kind::Moving) {
        paintProgress(painter, place, double(state.done) / double(std::max<qint64>(1, part.file.shown.size)));
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(state.kind == State::Kind::Failed ? colors.danger : colors.accent);
        painter.drawEllipse(place);
        paintIcon(painter, place.adjusted(8, 8, -8, -8), chipIcon(state.kind), colors.onAccent);
    }
    const int textLeft = fromRight ? part.rect.left() + Metrics::medium : place.right() + Metrics::small;
    const int textRight = fromRight ? place.left() - Metrics::small : part.rect.right() - Metrics::medium;
    const QFontMetrics body(fonts.body);
    const QFontMetrics caption(fonts.caption);
    QRect name(textLeft, part.rect.top() + Metrics::small, textRight - textLeft, body.height());
    painter.setFont(fonts.body);
    painter.setPen(colors.text);
    painter.drawText(name, alignment, body.elidedText(part.file.shown.name, Qt::ElideMiddle, name.width()));
    const QRect size(textLeft, name.bottom() + 1, name.width(), caption.height());
    painter.setFont(fonts.caption);
    painter.setPen(state.kind == State::Kind::Failed ? colors.danger : colors.secondary);
    painter.drawText(size, alignment,
                     caption.elidedText(secondLine(part.file, state), Qt::ElideRight, size.width()));
}

void MessageAttachments::paintProgress(QPainter &painter, const QRect &place, double share) const
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 150));
    painter.drawEllipse(place);
    paintIcon(painter, place.adjusted(11, 11, -11, -11), "close"_L1, Qt::white);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(255, 255, 255, 70), 3));
    painter.drawEllipse(place.adjusted(4, 4, -4, -4));
    painter.setPen(QPen(Qt::white, 3, Qt::SolidLine, Qt::RoundCap));
    painter.drawArc(place.adjusted(4, 4, -4, -4), 90 * 16, -int(std::max(0.02, share) * 360 * 16));
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
        if (file.isPicture() || !mayRun(file.shown.name))
            menu.addAction(Text::tr("Open"), this, [this, file] { open(file); });
        menu.addAction(Text::tr("Save as…"), this, [this, file] { saveAs(file); });
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
    if (mayRun(file.shown.name))
        return saveAs(file);
    // In the cache it has no name that another program would know its kind by.
    QTemporaryDir folder(QStandardPaths::writableLocation(QStandardPaths::TempLocation)
                         + u"/confab-XXXXXX"_s);
    folder.setAutoRemove(false);
    const QString path = folder.filePath(file.shown.name);
    if (folder.isValid() && copyTo(state.path, path))
        QDesktopServices::openUrl(QUrl::fromLocalFile(path));
}

void MessageAttachments::saveAs(const MessageFile &file)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    const QString path
        = QFileDialog::getSaveFileName(m_view.window(), Text::tr("Save as"), folder + u'/' + file.shown.name);
    if (path.isEmpty())
        return;
    if (!copyTo(stateOf(file).path, path)) {
        QMessageBox::warning(m_view.window(), Text::tr("Save as"),
                             Text::tr("The file could not be written to %1.").arg(path));
    }
}

} // namespace confab
