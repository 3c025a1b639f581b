// SPDX-License-Identifier: Apache-2.0
#include "client/view/signinwindow.h"

#include "client/store/signin.h"
#include "client/view/formpage.h"
#include "client/view/icons.h"
#include "client/view/metrics.h"
#include "client/view/recoverycodesdialog.h"
#include "client/view/theme.h"
#include "shared/core/limits.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr int columnWidth = 340;
constexpr int iconSize = 64;
constexpr QSize firstSize{480, 640};

} // namespace

SignInWindow::SignInWindow(const Profile &profile, SecretStore &secrets, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_signIn(new SignIn(profile, secrets, this))
{
    setObjectName(u"signInWindow"_s);
    setWindowTitle(tr("Confab"));
    resize(firstSize);
    build();
    connectSignIn();
    m_server->setValue(u"server"_s, profile.server().toString(QUrl::RemovePath));
    m_logIn->setValue(u"username"_s, profile.username());
    showPage(m_server);
}

SignInWindow::~SignInWindow() = default;

void SignInWindow::build()
{
    m_pages = new QStackedWidget;
    addServerPage();
    addLogInPage();
    addCreatePage();
    addResetPage();

    auto *icon = new QLabel;
    icon->setPixmap(applicationIcon().pixmap(QSize(iconSize, iconSize), devicePixelRatioF()));
    auto *column = new QWidget;
    column->setMaximumWidth(columnWidth);
    auto *inside = new QVBoxLayout(column);
    inside->setContentsMargins(0, 2 * Metrics::large, 0, 2 * Metrics::large);
    inside->setSpacing(Metrics::large);
    inside->addStretch(2);
    inside->addWidget(icon, 0, Qt::AlignHCenter);
    inside->addWidget(m_pages);
    inside->addStretch(3);

    // A small screen or large text scrolls instead of cutting off.
    auto *centred = new QWidget;
    auto *row = new QHBoxLayout(centred);
    row->setContentsMargins(Metrics::large, 0, Metrics::large, 0);
    row->addStretch(1);
    row->addWidget(column, 100);
    row->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(centred);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
}

void SignInWindow::addServerPage()
{
    m_server = new FormPage(m_theme, u"serverPage"_s);
    m_server->setTitle(tr("Welcome to Confab"),
                       tr("Where do your people talk? Ask whoever runs the server for its address."));
    m_server->addField(u"server"_s, tr("Address of the server"))
        ->setHint(tr("For example chat.example.org, or the link of an invitation"));
    m_server->addSubmit(tr("Continue"), tr("Looking for the server…"));
    connect(m_server, &FormPage::submitted, this,
            [this] { m_signIn->checkServer(m_server->value(u"server"_s)); });
    m_pages->addWidget(m_server);
}

void SignInWindow::addLogInPage()
{
    m_logIn = new FormPage(m_theme, u"logInPage"_s);
    m_logIn->addField(u"username"_s, tr("Username"));
    m_logIn->addField(u"password"_s, tr("Password"), FormField::Kind::Password);
    m_logIn->addSubmit(tr("Log in"), tr("Logging in…"));
    connect(m_logIn, &FormPage::submitted, this, [this] {
        m_signIn->logIn(m_logIn->value(u"username"_s).trimmed(), m_logIn->value(u"password"_s));
    });
    auto *create = m_logIn->addLink(tr("Create an account"));
    create->setObjectName(u"createLink"_s);
    connect(create, &QPushButton::clicked, this, [this] { showPage(m_create); });
    auto *forgot = m_logIn->addLink(tr("Forgot the password?"));
    forgot->setObjectName(u"forgotLink"_s);
    connect(forgot, &QPushButton::clicked, this, [this] {
        m_reset->setValue(u"username"_s, m_logIn->value(u"username"_s));
        showPage(m_reset);
    });
    auto *other = m_logIn->addLink(tr("Another server"));
    other->setObjectName(u"otherServerLink"_s);
    connect(other, &QPushButton::clicked, this, [this] { showPage(m_server); });
    m_pages->addWidget(m_logIn);
}

void SignInWindow::addCreatePage()
{
    m_create = new FormPage(m_theme, u"createPage"_s);
    m_create
        ->addField(u"displayName"_s, tr("Your name"), FormField::Kind::Text, FormPage::Requirement::Optional)
        ->setHint(tr("As others see it"));
    m_create->addField(u"username"_s, tr("Username"))
        ->setHint(tr("Others find you by it. It never changes."));
    m_create->addField(u"password"_s, tr("Password"), FormField::Kind::Password)
        ->setHint(tr("At least %n character(s)", nullptr, Limits::passwordMin));
    m_create->addField(u"invite"_s, tr("Invitation"), FormField::Kind::Text, FormPage::Requirement::Optional)
        ->hide();
    m_create->addSubmit(tr("Create account"), tr("Creating the account…"));
    connect(m_create, &FormPage::submitted, this, &SignInWindow::createAccount);
    auto *back = m_create->addLink(tr("I have an account"));
    back->setObjectName(u"logInLink"_s);
    connect(back, &QPushButton::clicked, this, [this] { showPage(m_logIn); });
    m_pages->addWidget(m_create);
}

void SignInWindow::addResetPage()
{
    m_reset = new FormPage(m_theme, u"resetPage"_s);
    m_reset->setTitle(tr("New password"),
                      tr("One of the recovery codes you were given with the account opens it again."));
    m_reset->addField(u"username"_s, tr("Username"));
    m_reset->addField(u"recoveryCode"_s, tr("Recovery code"));
    m_reset->addField(u"newPassword"_s, tr("New password"), FormField::Kind::Password)
        ->setHint(tr("At least %n character(s)", nullptr, Limits::passwordMin));
    m_reset->addSubmit(tr("Set the new password"), tr("Setting the password…"));
    connect(m_reset, &FormPage::submitted, this, &SignInWindow::resetPassword);
    auto *back = m_reset->addLink(tr("Back"));
    connect(back, &QPushButton::clicked, this, [this] { showPage(m_logIn); });
    m_pages->addWidget(m_reset);
}

void SignInWindow::connectSignIn()
{
    connect(m_signIn, &SignIn::busyChanged, this,
            [this](bool busy) { static_cast<FormPage *>(m_pages->currentWidget())->setBusy(busy); });
    connect(m_signIn, &SignIn::serverFound, this, &SignInWindow::onServerFound);
    connect(m_signIn, &SignIn::serverFailed, this, [this](const Error &error) {
        m_pages->setCurrentWidget(m_server);
        m_server->showError(error);
    });
    connect(m_signIn, &SignIn::signedIn, this, &SignInWindow::onSignedIn);
    connect(m_signIn, &SignIn::passwordReset, this, [this] {
        m_logIn->setValue(u"username"_s, m_reset->value(u"username"_s));
        m_reset->clearSecrets();
        showPage(m_logIn);
        m_logIn->showNotice(tr("The new password is set. Log in with it."));
    });
    connect(m_signIn, &SignIn::failed, this, [this](const Error &error) {
        static_cast<FormPage *>(m_pages->currentWidget())->showError(error);
    });
}

void SignInWindow::useServer(const QString &address)
{
    m_server->setValue(u"server"_s, address);
    m_signIn->checkServer(address);
}

void SignInWindow::showNotice(const QString &text)
{
    m_notice = text;
    m_server->showNotice(text);
}

void SignInWindow::showPage(FormPage *page)
{
    m_signIn->cancel();
    for (FormPage *each : {m_server, m_logIn, m_create, m_reset}) {
        each->setBusy(false);
        each->clearErrors();
    }
    m_pages->setCurrentWidget(page);
    page->focusFirst();
}

void SignInWindow::onServerFound(const ServerInfo &info)
{
    const QString server = m_signIn->server().authority();
    m_logIn->setTitle(tr("Log in"), tr("to %1", "the name of a server").arg(server));
    m_create->setTitle(tr("Create an account"), tr("on %1", "the name of a server").arg(server));
    const QString policy = info.policies.value(u"registration"_s, u"open"_s);
    const QString invite = m_signIn->invite();
    m_create->findChild<QLineEdit *>(u"invite"_s)->parentWidget()->setVisible(policy == "invite"_L1);
    m_create->setValue(u"invite"_s, invite);
    m_logIn->findChild<QPushButton *>(u"createLink"_s)->setVisible(policy != "closed"_L1);
    // Who was invited comes to make an account.
    showPage(invite.isEmpty() || policy == "closed"_L1 ? m_logIn : m_create);
    if (!m_notice.isEmpty())
        m_logIn->showNotice(std::exchange(m_notice, {}));
}

void SignInWindow::onSignedIn(const LoggedIn &loggedIn)
{
    if (loggedIn.recoveryCodes.isEmpty()) {
        Q_EMIT signedIn(m_signIn->profile());
        return;
    }
    auto *dialog = new RecoveryCodesDialog(loggedIn.recoveryCodes, loggedIn.user.username, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this] { Q_EMIT signedIn(m_signIn->profile()); });
    dialog->open();
}

void SignInWindow::createAccount()
{
    const auto given = [this](const QString &field) {
        const QString value = m_create->value(field).trimmed();
        return value.isEmpty() ? std::optional<QString>() : value;
    };
    m_signIn->createAccount({.username = m_create->value(u"username"_s).trimmed(),
                             .password = m_create->value(u"password"_s),
                             .displayName = given(u"displayName"_s),
                             .invite = given(u"invite"_s)});
}

void SignInWindow::resetPassword()
{
    m_signIn->resetPassword({.username = m_reset->value(u"username"_s).trimmed(),
                             .recoveryCode = m_reset->value(u"recoveryCode"_s).trimmed(),
                             .newPassword = m_reset->value(u"newPassword"_s)});
}

} // namespace confab
