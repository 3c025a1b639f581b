// SPDX-License-Identifier: Apache-2.0
#include "client/store/signin.h"

#include "client/connection/networkerror.h"
#include "client/connection/restclient.h"
#include "client/connection/serveraddress.h"
#include "client/connection/signinapi.h"
#include "client/store/confablink.h"
#include "client/store/secretstore.h"
#include "shared/core/limits.h"
#include "shared/protocol/jsonwriter.h"

#include <QPointer>
#include <QSysInfo>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr int protocolVersion = 1;

/// Beside which input an error belongs that the server gave no field.
Error placed(Error error, const QString &secretField)
{
    if (!error.field.isEmpty())
        return error;
    switch (error.code) {
    case ErrorCode::BadCredentials:
    case ErrorCode::WrongPassword:
        error.field = secretField;
        break;
    case ErrorCode::UsernameTaken:
    case ErrorCode::AccountDisabled:
        error.field = u"username"_s;
        break;
    case ErrorCode::RegistrationClosed:
        error.field = u"invite"_s;
        break;
    default:
        break;
    }
    return error;
}

/// Empty where the link is none to an invitation.
QString inviteCode(const ConfabLink &link)
{
    const auto *invitation = std::get_if<ConfabLink::Invitation>(&link.target);
    return invitation ? invitation->code : QString();
}

QString deviceName()
{
    return QSysInfo::machineHostName().left(Limits::device);
}

} // namespace

struct SignIn::Parts {
    Profile profile;
    SecretStore &secrets;
    std::unique_ptr<RestClient> client = {}; ///< of the server that was found, or is being looked for
    QUrl server = {};
    QString invite = {};
    quint64 question = 0; ///< counts them: the answer to an older one is stale
    bool isBusy = false;

    void ask(SignIn &self, QList<QUrl> candidates, std::optional<Error> before);
    void found(SignIn &self, const ServerInfo &info);
    void loggedIn(SignIn &self, const LoggedIn &loggedIn);
    void setBusy(SignIn &self, bool busy);

    /// Hands the answer on, with what it belongs beside; unless it is stale.
    template <typename T>
    Answer<T> answer(SignIn &self, const QString &secretField, std::function<void(const T &)> take)
    {
        return [this, &self, secretField, asked = ++question, take = std::move(take)](Result<T> content) {
            if (asked != question)
                return;
            if (content) {
                take(*content);
                return;
            }
            setBusy(self, false);
            Q_EMIT self.failed(placed(content.error(), secretField));
        };
    }
};

SignIn::SignIn(Profile profile, SecretStore &secrets, QObject *parent)
    : QObject(parent)
    , m_parts(new Parts{std::move(profile), secrets})
{ }

SignIn::~SignIn() = default;

const Profile &SignIn::profile() const
{
    return m_parts->profile;
}

QUrl SignIn::server() const
{
    return m_parts->server;
}

QString SignIn::invite() const
{
    return m_parts->invite;
}

bool SignIn::isBusy() const
{
    return m_parts->isBusy;
}

void SignIn::Parts::setBusy(SignIn &self, bool busy)
{
    if (std::exchange(isBusy, busy) != busy)
        Q_EMIT self.busyChanged(busy);
}

void SignIn::checkServer(const QString &typed)
{
    cancel();
    m_parts->server.clear();
    const auto link = ConfabLink::parse(typed);
    m_parts->invite = link ? inviteCode(*link) : QString();
    const auto address = ServerAddress::parse(link ? link->server : typed);
    if (!address) {
        Q_EMIT serverFailed(address.error());
        return;
    }
    m_parts->setBusy(*this, true);
    m_parts->ask(*this, address->candidates, std::nullopt);
}

void SignIn::Parts::ask(SignIn &self, QList<QUrl> candidates, std::optional<Error> before)
{
    // Not at once: this may be called from an answer of the client that is there.
    if (client)
        client.release()->deleteLater();
    client = std::make_unique<RestClient>(candidates.takeFirst());
    SignInApi(*client).serverInfo(
        [this, &self, candidates, before, asked = ++question](Result<ServerInfo> info) {
            if (asked != question)
                return;
            if (info)
                return found(self, *info);
            // Where both ways fail, the first, likelier one says why.
            const Error error = before.value_or(info.error());
            if (!candidates.isEmpty())
                return ask(self, candidates, error);
            setBusy(self, false);
            Q_EMIT self.serverFailed(error);
        });
}

void SignIn::Parts::found(SignIn &self, const ServerInfo &info)
{
    setBusy(self, false);
    if (info.protocol != protocolVersion) {
        Q_EMIT self.serverFailed({ErrorCode::UnsupportedVersion, u"server"_s,
                                  u"The server speaks version %1 of the protocol"_s.arg(info.protocol)});
        return;
    }
    server = client->root();
    Q_EMIT self.serverFound(info);
}

void SignIn::logIn(const QString &username, const QString &password)
{
    Q_ASSERT(server().isValid());
    m_parts->setBusy(*this, true);
    SignInApi(*m_parts->client)
        .logIn({.username = username, .password = password, .device = deviceName()},
               m_parts->answer<LoggedIn>(*this, u"password"_s, [this](const LoggedIn &loggedIn) {
                   m_parts->loggedIn(*this, loggedIn);
               }));
}

void SignIn::createAccount(const RegisterRequest &request)
{
    Q_ASSERT(server().isValid());
    m_parts->setBusy(*this, true);
    RegisterRequest complete = request;
    if (!complete.device)
        complete.device = deviceName();
    // Whoever was given a link may have put all of it there.
    if (const auto link = ConfabLink::parse(complete.invite.value_or(QString())))
        complete.invite = inviteCode(*link);
    SignInApi(*m_parts->client)
        .createAccount(complete,
                       m_parts->answer<LoggedIn>(*this, u"password"_s, [this](const LoggedIn &loggedIn) {
                           m_parts->loggedIn(*this, loggedIn);
                       }));
}

void SignIn::Parts::loggedIn(SignIn &self, const LoggedIn &loggedIn)
{
    if (auto done = profile.remember(server, loggedIn.user.username, loggedIn.user.displayName); !done) {
        setBusy(self, false);
        Q_EMIT self.failed(done.error());
        return;
    }
    secrets.write(profile.secretKey(), toJson(loggedIn.session),
                  [this, guard = QPointer(&self), loggedIn](Result<void> done) {
                      if (!guard)
                          return;
                      setBusy(*guard, false);
                      if (done)
                          Q_EMIT guard->signedIn(loggedIn);
                      else
                          Q_EMIT guard->failed(done.error());
                  });
}

void SignIn::resetPassword(const PasswordResetRequest &request)
{
    Q_ASSERT(server().isValid());
    m_parts->setBusy(*this, true);
    const auto asked = ++m_parts->question;
    SignInApi(*m_parts->client).resetPassword(request, [this, asked](Result<void> done) {
        if (asked != m_parts->question)
            return;
        m_parts->setBusy(*this, false);
        if (done)
            Q_EMIT passwordReset();
        else
            Q_EMIT failed(placed(done.error(), u"recoveryCode"_s));
    });
}

void SignIn::cancel()
{
    ++m_parts->question;
    m_parts->setBusy(*this, false);
}

} // namespace confab
