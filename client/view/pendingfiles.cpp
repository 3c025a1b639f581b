// SPDX-License-Identifier: Apache-2.0
#include "client/view/pendingfiles.h"

#include "client/view/filetext.h"
#include "client/view/icons.h"
#include "client/view/metrics.h"
#include "client/view/theme.h"

#include <QFileInfo>
#include <QHelpEvent>
#include <QImageReader>
#include <QKeyEvent>
#include <QMimeDatabase>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr int cardHeight = 64;
constexpr int cardMax = 168;
constexpr int cardMin = 64;
constexpr int button = 20;
constexpr int between = Metrics::small;

} // namespace

PendingFiles::PendingFiles(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(u"pendingFiles"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    connect(&m_thumbnails, &Thumbnails::ready, this, qOverload<>(&QWidget::update));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    hide();
}

void PendingFiles::setFiles(const QList<OutgoingFile> &files)
{
    m_files = files;
    QStringList names;
    for (const OutgoingFile &file : files)
        names.append(file.shown.name);
    setAccessibleName(tr("Files to send: %1").arg(QLocale().createSeparatedList(names)));
    setVisible(!files.isEmpty());
    updateGeometry();
    update();
}

QSize PendingFiles::sizeHint() const
{
    return {200, cardHeight + Metrics::small};
}

int PendingFiles::cardWidth() const
{
    const int count = std::max<int>(1, int(m_files.size()));
    return std::clamp((width() - (count - 1) * between) / count, cardMin / 2, cardMax);
}

QRect PendingFiles::cardAt(qsizetype index) const
{
    const QRect card(int(index) * (cardWidth() + between), 0, cardWidth(), cardHeight);
    return QStyle::visualRect(layoutDirection(), rect(), card);
}

QRect PendingFiles::buttonAt(qsizetype index) const
{
    const QRect card = cardAt(index);
    return QStyle::alignedRect(layoutDirection(), Qt::AlignRight | Qt::AlignTop, {button, button},
                               card.adjusted(3, 3, -3, -3));
}

void PendingFiles::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    for (qsizetype i = 0; i < m_files.size(); ++i)
        paintCard(painter, i);
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.colors().accent, 1.5));
        painter.setBrush(Qt::NoBrush);
        const QRect last = cardAt(m_files.size() - 1);
        painter.drawRoundedRect(QRectF(last).adjusted(1, 1, -1, -1), Metrics::radius, Metrics::radius);
    }
}

void PendingFiles::paintCard(QPainter &painter, qsizetype index)
{
    const Colors &colors = m_theme.colors();
    const OutgoingFile &file = m_files[index];
    const QRect card = cardAt(index);
    QImage picture;
    if (file.shown.width)
        picture = m_thumbnails.find(file.path, QSize(2 * cardMax, 2 * cardMax) * devicePixelRatioF());
    painter.save();
    painter.setLayoutDirection(Qt::LayoutDirectionAuto);
    QPainterPath shape;
    shape.addRoundedRect(card, Metrics::radius, Metrics::radius);
    painter.setClipPath(shape);
    painter.fillRect(card, mixed(colors.raised, colors.text, 0.07));
    if (!picture.isNull()) {
        QRect target(QPoint(), picture.size().scaled(card.size(), Qt::KeepAspectRatioByExpanding));
        target.moveCenter(card.center());
        painter.drawImage(target, picture);
    } else {
        const bool fromRight = layoutDirection() == Qt::RightToLeft;
        const QRect text = card.adjusted(fromRight ? button + 6 : Metrics::small, Metrics::small,
                                         fromRight ? -Metrics::small : -button - 6, -Metrics::small);
        const int alignment
            = int(Qt::AlignAbsolute | Qt::AlignVCenter | (fromRight ? Qt::AlignRight : Qt::AlignLeft));
        const QFont caption = Metrics::caption(font());
        const int line = QFontMetrics(caption).height();
        painter.setFont(caption);
        painter.setPen(colors.text);
        QRect name(text.left(), text.center().y() - line, text.width(), line);
        painter.drawText(name, alignment,
                         QFontMetrics(caption).elidedText(file.shown.name, Qt::ElideMiddle, name.width()));
        painter.setPen(colors.secondary);
        painter.drawText(name.translated(0, line), alignment, FileText::size(file.shown.size));
    }
    painter.restore();
    const QRect place = buttonAt(index);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 150));
    painter.drawEllipse(place);
    paintIcon(painter, place.adjusted(4, 4, -4, -4), "close"_L1, Qt::white);
}

void PendingFiles::mousePressEvent(QMouseEvent *event)
{
    for (qsizetype i = 0; i < m_files.size(); ++i) {
        if (buttonAt(i).adjusted(-3, -3, 3, 3).contains(event->pos()))
            return remove(i);
    }
}

void PendingFiles::mouseMoveEvent(QMouseEvent *event)
{
    bool over = false;
    for (qsizetype i = 0; i < m_files.size(); ++i)
        over = over || buttonAt(i).contains(event->pos());
    setCursor(over ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void PendingFiles::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace) && !m_files.isEmpty())
        remove(m_files.size() - 1);
    else
        QWidget::keyPressEvent(event);
}

bool PendingFiles::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        for (qsizetype i = 0; i < m_files.size(); ++i) {
            if (cardAt(i).contains(help->pos()))
                QToolTip::showText(help->globalPos(),
                                   m_files[i].shown.name + u'\n' + FileText::size(m_files[i].shown.size),
                                   this);
        }
        return true;
    }
    return QWidget::event(event);
}

void PendingFiles::remove(qsizetype index)
{
    QList<OutgoingFile> files = m_files;
    const OutgoingFile file = files.takeAt(index);
    setFiles(files);
    Q_EMIT removed(file);
}

PendingFile PendingFile::at(const QString &path, std::optional<qint64> largest)
{
    const QFileInfo info(path);
    PendingFile pending{
        .file = {.path = info.absoluteFilePath(), .shown = {.name = info.fileName(), .size = info.size()}},
        .error = {}};
    if (!info.isFile())
        pending.error = PendingFiles::tr("Only files can be sent, not folders: %1").arg(info.fileName());
    else if (!info.isReadable())
        pending.error = PendingFiles::tr("%1 cannot be read.").arg(info.fileName());
    else if (!fileNameObjection(info.fileName()).isEmpty())
        pending.error = PendingFiles::tr("A file cannot be called %1.").arg(info.fileName());
    else if (largest && info.size() > *largest)
        pending.error = PendingFiles::tr("%1 has %2; this server takes files of at most %3.")
                            .arg(info.fileName(), FileText::size(info.size()), FileText::size(*largest));
    if (!pending.error.isEmpty())
        return pending;
    pending.file.shown.mediaType = QMimeDatabase().mimeTypeForFile(info).name();
    QImageReader reader(path);
    reader.setDecideFormatFromContent(true);
    static const QList<QByteArray> shown{"png", "jpeg", "jpg", "gif", "webp"};
    QSize size = shown.contains(reader.format()) ? reader.size() : QSize();
    if (reader.transformation() & QImageIOHandler::TransformationRotate90)
        size.transpose();
    if (!size.isEmpty()) {
        pending.file.shown.width = size.width();
        pending.file.shown.height = size.height();
    }
    return pending;
}

} // namespace confab
