// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/account.h"
#include "client/store/messagelistmodel.h"
#include "client/store/secretstore.h"
#include "client/store/signin.h"
#include "shared/protocol/serverinfo.h"
#include "tests/support/person.h"

#include <QtTest>

namespace confab::tests {

/// One device: a profile, its secrets, and the account on it, without windows.
struct Device {
    explicit Device(const QString &directory)
        : profile(*Profile::open(directory))
    { }

    /// Signs in with `how`; true when the profile knows the account.
    bool signIn(const Door &server, const std::function<void(SignIn &)> &how)
    {
        SignIn signIn(profile, secrets);
        QSignalSpy found(&signIn, &SignIn::serverFound);
        signIn.checkServer(server.address());
        if (!QTest::qWaitFor([&] { return found.size() == 1; }))
            return false;
        QSignalSpy signedIn(&signIn, &SignIn::signedIn);
        how(signIn);
        if (!QTest::qWaitFor([&] { return signedIn.size() == 1; }))
            return false;
        profile = signIn.profile();
        return true;
    }
    void open()
    {
        auto opened = Account::open(profile, secrets);
        Q_ASSERT(opened);
        account = *std::move(opened);
        account->start();
    }
    /// As a killed process leaves it.
    void close() { account.reset(); }

    [[nodiscard]] bool isOnline() const { return account->status().state == ConnectionStatus::State::Online; }
    [[nodiscard]] QStringList texts(ChatId chat) const
    {
        const auto model = account->openMessages(chat);
        while (!model->atStart() && QTest::qWaitFor([&] { return !model->isLoadingOlder(); })) {
            const int before = model->rowCount();
            model->loadOlder();
            if (!QTest::qWaitFor([&] { return model->rowCount() > before || model->atStart(); }))
                break;
        }
        QStringList texts;
        for (int row = 0; row < model->rowCount(); ++row)
            texts.append(model->index(row, 0).data(MessageListModel::BodyRole).toString());
        return texts;
    }

    Profile profile;
    MemorySecretStore secrets;
    std::unique_ptr<Account> account;
};

} // namespace confab::tests
