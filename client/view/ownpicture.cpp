// SPDX-License-Identifier: Apache-2.0
#include "client/view/ownpicture.h"

#include "client/store/account.h"
#include "client/view/avatarpictures.h"
#include "client/view/avatarwidget.h"
#include "client/view/errortext.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/picturedialog.h"

#include <QFileDialog>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr int avatarSize = 72;

} // namespace

OwnPicture::OwnPicture(Account &account, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_account(account)
    , m_theme(theme)
    , m_pictures(new AvatarPictures(account, this))
    , m_avatar(new AvatarWidget(theme, avatarSize, this))
    , m_choose(new QPushButton(tr("Choose a picture…"), this))
    , m_remove(new QPushButton(tr("Remove the picture"), this))
    , m_error(new Label({}, Label::Size::Caption, Label::Tone::Danger, Label::Wrap::Yes, this))
{
    setObjectName(u"ownPicture"_s);
    m_choose->setObjectName(u"choosePicture"_s);
    m_remove->setObjectName(u"removePicture"_s);
    m_remove->setProperty("link", true);
    m_error->hide();
    auto *buttons = new QVBoxLayout;
    buttons->setSpacing(Metrics::unit);
    buttons->addStretch();
    buttons->addWidget(m_choose, 0, Qt::AlignLeading);
    buttons->addWidget(m_remove, 0, Qt::AlignLeading);
    buttons->addWidget(m_error);
    buttons->addStretch();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Metrics::large);
    layout->addWidget(m_avatar);
    layout->addLayout(buttons, 1);
    connect(m_choose, &QPushButton::clicked, this, &OwnPicture::askForFile);
    connect(m_remove, &QPushButton::clicked, this, &OwnPicture::remove);
    connect(m_pictures, &AvatarPictures::changed, this, &OwnPicture::showMe);
    showMe();
}

void OwnPicture::showMe()
{
    const User user = m_account.me().user;
    m_avatar->setContent({user.username, user.displayName, std::nullopt,
                          m_pictures->of(user.username, avatarSize, devicePixelRatioF())});
    m_remove->setVisible(user.avatar.has_value());
}

void OwnPicture::askForFile()
{
    auto *dialog
        = new QFileDialog(this, tr("Choose a picture"), {}, tr("Pictures (*.png *.jpg *.jpeg *.webp)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &OwnPicture::choose);
    dialog->open();
}

void OwnPicture::choose(const QString &path)
{
    const QImage image = PictureDialog::read(path);
    if (image.isNull())
        return showError(tr("This is no picture that can be read."));
    m_error->hide();
    auto *dialog = new PictureDialog(image, m_theme, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const PictureFile file = dialog->picture();
        m_account.setAvatar(file.data, file.mediaType, this, finished());
    });
    dialog->open();
}

void OwnPicture::remove()
{
    m_account.removeAvatar(this, finished());
}

std::function<void(Result<Me>)> OwnPicture::finished()
{
    m_error->hide();
    m_choose->setEnabled(false);
    m_remove->setEnabled(false);
    return [this](const Result<Me> &me) {
        m_choose->setEnabled(true);
        m_remove->setEnabled(true);
        if (!me)
            showError(errorText(me.error()));
    };
}

void OwnPicture::showError(const QString &text)
{
    m_error->setText(text);
    m_error->show();
}

} // namespace confab
