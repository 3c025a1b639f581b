// SPDX-License-Identifier: Apache-2.0
#include "client/view/picturedialog.h"

#include "client/view/cropview.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "shared/core/limits.h"

#include <QBuffer>
#include <QDialogButtonBox>
#include <QImageReader>
#include <QPushButton>
#include <QSlider>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr int widestRead = 3000; ///< pixels; larger ones are made smaller while they are read
constexpr int quality = 88;
constexpr int sliderSteps = 100; ///< for each time larger

} // namespace

PictureDialog::PictureDialog(const QImage &image, const Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_image(image)
    , m_crop(new CropView(image, theme, this))
{
    setObjectName(u"pictureDialog"_s);
    setWindowTitle(tr("Your picture"));
    auto *size = new QSlider(Qt::Horizontal, this);
    size->setAccessibleName(tr("Size of the part"));
    size->setRange(sliderSteps, int(CropView::mostZoom * sliderSteps));
    connect(size, &QSlider::valueChanged, m_crop, [this](int value) {
        if (value != qRound(m_crop->zoom() * sliderSteps))
            m_crop->setZoom(double(value) / sliderSteps);
    });
    connect(m_crop, &CropView::zoomChanged, size,
            [size](double zoom) { size->setValue(qRound(zoom * sliderSteps)); });

    auto *buttons = new QDialogButtonBox(this);
    auto *use = new QPushButton(tr("Use this"), buttons);
    use->setObjectName(u"usePicture"_s);
    use->setProperty("primary", true);
    buttons->addButton(use, QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *layout = new QVBoxLayout(this);
    const int margin = Metrics::large + Metrics::small;
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(Metrics::medium);
    layout->addWidget(new Label(tr("Choose the part that others see"), Label::Size::Title,
                                Label::Tone::Normal, Label::Wrap::Yes));
    layout->addWidget(m_crop, 0, Qt::AlignHCenter);
    layout->addWidget(size);
    layout->addWidget(new Label(tr("Drag the picture to move it."), Label::Size::Caption,
                                Label::Tone::Secondary, Label::Wrap::Yes));
    layout->addWidget(buttons);
    m_crop->setFocus();
}

PictureFile PictureDialog::picture() const
{
    return encode(m_image.copy(m_crop->chosen()));
}

QImage PictureDialog::read(const QString &path)
{
    QImageReader reader(path);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (size.width() > widestRead || size.height() > widestRead)
        reader.setScaledSize(size.scaled(widestRead, widestRead, Qt::KeepAspectRatio));
    return reader.read();
}

PictureFile PictureDialog::encode(const QImage &square)
{
    PictureFile file;
    for (int length = side; length >= side / 8; length /= 2) {
        const int used = qMin(length, square.width());
        const QImage image = square.scaled(used, used, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        const bool isOpaque = !image.hasAlphaChannel();
        QBuffer buffer;
        (void)buffer.open(QIODevice::WriteOnly);
        if (!image.save(&buffer, isOpaque ? "JPEG" : "PNG", isOpaque ? quality : -1))
            return {};
        file = {buffer.data(), isOpaque ? "image/jpeg"_ba : "image/png"_ba};
        if (file.data.size() <= Limits::avatar)
            break;
    }
    return file;
}

} // namespace confab
