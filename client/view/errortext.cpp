// SPDX-License-Identifier: Apache-2.0
#include "client/view/errortext.h"

#include "shared/core/limits.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(confab::ErrorText)
};

QString invalidField(const Error &error)
{
    if (error.field == "username"_L1)
        return Text::tr("A username has %1 to %2 letters, digits, dots, hyphens or underscores.")
            .arg(Limits::usernameMin)
            .arg(Limits::usernameMax);
    if (error.field == "password"_L1 || error.field == "newPassword"_L1)
        return Text::tr("A password has %1 to %2 characters.")
            .arg(Limits::passwordMin)
            .arg(Limits::passwordMax);
    if (error.field == "displayName"_L1)
        return Text::tr("A name has at most %n character(s).", nullptr, Limits::displayName);
    if (error.field == "server"_L1)
        return Text::tr(
            "This is no address of a server. It looks like chat.example.org or 192.168.1.5:7280.");
    if (error.field == "recoveryCode"_L1)
        return Text::tr("This is no recovery code of that account, or it has been used.");
    if (error.field == "invite"_L1)
        return Text::tr("An invitation that is still good is needed.");
    if (error.field == "file"_L1)
        return Text::tr("The file is not there any more, or it has changed since.");
    if (error.field == "attachments"_L1)
        return Text::tr("The server does not have the file any more. Try again to send it anew.");
    if (error.field == "title"_L1)
        return Text::tr("The name of a group has 1 to %n character(s).", nullptr, Limits::title);
    if (error.field == "body"_L1)
        return Text::tr("A message has at most %n character(s).", nullptr, Limits::body);
    return Text::tr("The server did not accept this input.");
}

QString unavailable(const Error &error)
{
    if (error.field == "network"_L1)
        return Text::tr("The server cannot be reached. Is the address right, and is there a network?");
    if (error.field == "certificate"_L1)
        return Text::tr("The server's certificate is not trusted, so nothing was sent to it.");
    return Text::tr("The server is busy or restarting. Try again in a moment.");
}

QString tooManyRequests(const Error &error)
{
    const auto seconds = error.retryAfter.count();
    if (seconds > 90)
        return Text::tr("Too many attempts. Try again in %n minute(s).", nullptr, int((seconds + 59) / 60));
    if (seconds > 0)
        return Text::tr("Too many attempts. Try again in %n second(s).", nullptr, int(seconds));
    return Text::tr("Too many attempts. Try again in a moment.");
}

bool isAboutMembers(const Error &error)
{
    return error.field == "members"_L1 || error.field == "username"_L1;
}

/// What is wrong with a group or with who is to be in it; empty for everything else.
QString groupRefusal(const Error &error)
{
    if (error.code == ErrorCode::LastOwner)
        return Text::tr("A group needs an owner. Make somebody else one first.");
    if (error.code == ErrorCode::Forbidden && error.field == "conversation"_L1)
        return Text::tr("Only an owner of the group may do this.");
    if (error.code == ErrorCode::NotFound && error.field == "conversation"_L1)
        return Text::tr("You are not in this group any more.");
    if (!isAboutMembers(error))
        return {};
    if (error.code == ErrorCode::ListFull)
        return Text::tr("A group has at most %n member(s).", nullptr, Limits::groupMembers);
    if (error.code == ErrorCode::CannotDeliver)
        return Text::tr("Not everybody of these can be added.");
    if (error.code == ErrorCode::NotFound)
        return Text::tr("There is nobody of that name, or not any more.");
    return {};
}

/// What is wrong with who is asking, or with what; empty for everything else.
QString refusal(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotAuthenticated:
        return Text::tr("You are not logged in any more.");
    case ErrorCode::BadCredentials:
        return Text::tr("The username or the password is wrong.");
    case ErrorCode::WrongPassword:
        return Text::tr("This is not your password.");
    case ErrorCode::AccountDisabled:
        return Text::tr("This account has been disabled by the people who run the server.");
    case ErrorCode::Forbidden:
        return Text::tr("You may not do this.");
    case ErrorCode::RegistrationClosed:
        return Text::tr("New accounts are by invitation only on this server.");
    case ErrorCode::UsernameTaken:
        return Text::tr("This username is taken.");
    case ErrorCode::NotFound:
        return Text::tr("This does not exist, or not any more.");
    case ErrorCode::ConversationClosed:
        return Text::tr("This conversation has been closed.");
    case ErrorCode::CannotDeliver:
        return Text::tr("This message cannot be delivered.");
    case ErrorCode::ListFull:
        return Text::tr("This list is full.");
    case ErrorCode::MessageDeleted:
        return Text::tr("This message has been deleted.");
    case ErrorCode::TooManyReactions:
        return Text::tr("There are as many different reactions at this message as there can be.");
    case ErrorCode::ConversationActive:
        return Text::tr("One of you is in another conversation now.");
    default:
        return {};
    }
}

} // namespace

QString errorText(const Error &error)
{
    // A reset answers a wrong name and a wrong code alike.
    if (error.code == ErrorCode::BadCredentials && error.field == "recoveryCode"_L1)
        return invalidField(error);
    if (QString text = groupRefusal(error); !text.isEmpty())
        return text;
    if (QString text = refusal(error.code); !text.isEmpty())
        return text;
    switch (error.code) {
    case ErrorCode::InvalidField:
        return invalidField(error);
    case ErrorCode::Unavailable:
    case ErrorCode::RequestTimeout:
        return unavailable(error);
    case ErrorCode::TooManyRequests:
        return tooManyRequests(error);
    case ErrorCode::QuotaExceeded:
        return Text::tr("Your files on this server have no room left.");
    case ErrorCode::PayloadTooLarge:
        if (error.field == "size"_L1)
            return Text::tr("This file is larger than the server takes.");
        return Text::tr("This is too long for the server.");
    case ErrorCode::StorageFull:
        return Text::tr("There is no space left to store this.");
    case ErrorCode::UnsupportedVersion:
        return Text::tr("This server speaks another version of Confab. One of the two needs an update.");
    default:
        return Text::tr("Something went wrong that should not have. Try again.");
    }
}

} // namespace confab
