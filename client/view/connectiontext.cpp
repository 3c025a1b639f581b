// SPDX-License-Identifier: Apache-2.0
#include "client/view/connectiontext.h"

#include "client/view/errortext.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(confab::ConnectionText)
};

QString queue(const ConnectionStatus &status)
{
    return Text::tr("%n message(s) will go out when you are back", nullptr, status.queued);
}

QString retry(Timestamp retryAt, Timestamp now)
{
    const auto left = std::chrono::ceil<std::chrono::seconds>(retryAt - now).count();
    if (left <= 0)
        return Text::tr("retrying now");
    if (left > 90)
        return Text::tr("retrying in %n min", nullptr, int((left + 59) / 60));
    return Text::tr("retrying in %n s", nullptr, int(left));
}

QString offline(const ConnectionStatus &status, Timestamp now)
{
    QStringList parts;
    if (status.error && status.error->field == "certificate"_L1)
        parts.append(Text::tr("The server's certificate is not trusted"));
    else if (status.queued == 0)
        parts.append(Text::tr("You are offline"));
    if (status.queued > 0)
        parts.append(queue(status));
    if (status.retryAt)
        parts.append(retry(*status.retryAt, now));
    return parts.join(Text::tr(" · ", "between the parts of the offline bar"));
}

QString connecting(const ConnectionStatus &status)
{
    if (status.queued == 0)
        return Text::tr("Connecting…");
    return queue(status) + Text::tr(" · ", "between the parts of the offline bar") + Text::tr("connecting…");
}

} // namespace

ConnectionText ConnectionText::of(const ConnectionStatus &status, Timestamp now)
{
    switch (status.state) {
    case ConnectionStatus::State::Online:
        return {};
    case ConnectionStatus::State::Connecting:
        return {connecting(status)};
    case ConnectionStatus::State::Syncing:
        return {Text::tr("Catching up…")};
    case ConnectionStatus::State::Offline:
        return {offline(status, now), Action::TryNow, Text::tr("Try now")};
    case ConnectionStatus::State::LoggedOut:
        return {Text::tr("You have been logged out. What is here can still be read."), Action::LogIn,
                Text::tr("Log in")};
    }
    Q_UNREACHABLE();
}

} // namespace confab
