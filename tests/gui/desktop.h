// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/secretstore.h"
#include "client/view/preferences.h"
#include "client/view/shell.h"
#include "client/view/theme.h"
#include "shared/core/clock.h"

#include <QtTest>

namespace confab::tests {

/// One person's client with its real windows on a data directory of its own, driven by keys and clicks as a
/// person drives it. It can be closed and opened again on what it kept. For the GUI thread.
class Desktop final {
public:
    /// `secrets` outlive the "process", as a keychain does.
    Desktop(QString dataDirectory, QString server,
            std::unique_ptr<SecretStore> secrets = std::make_unique<MemorySecretStore>());

    /// Who is told of messages from the next start on; it outlives this.
    void setNotifications(NotificationService &service) { m_notifications = &service; }
    /// Starts the program: the window for getting in, or the main window where the account is known.
    void open();
    /// Ends it without a word to anyone, as a killed process would.
    void close();

    /// Fills in the forms up to the main window. False where one does not come.
    [[nodiscard]] bool createAccount(const QString &username, const QString &displayName = {});
    /// The same for an account that exists.
    [[nodiscard]] bool logIn(const QString &username);
    /// Opens the conversation with a person by typing a part of the name into the search.
    [[nodiscard]] bool openByName(const QString &part);
    /// Opens the row of the conversation list that shows `title`.
    [[nodiscard]] bool openFromList(const QString &title);
    /// As if the system had handed the link to the program.
    void followLink(const QString &link) { m_shell->open(link); }
    /// Types a message and presses Enter.
    void write(const QString &text);

    /// The messages of the open conversation, oldest first, as "sender: text".
    [[nodiscard]] QStringList messages() const;
    /// The value of `role` of the newest row that shows `text`.
    [[nodiscard]] QVariant messageRole(const QString &text, int role) const;
    /// The value of `role` in the list's row with that title.
    [[nodiscard]] QVariant listRole(const QString &title, int role) const;

    [[nodiscard]] Preferences &preferences() { return *m_preferences; }
    [[nodiscard]] QWidget *window() const { return m_shell->window(); }
    template <typename T>
    [[nodiscard]] T *find(const QString &name) const
    {
        return window()->findChild<T *>(name);
    }
    /// The widget of that name on the page of the window for getting in.
    template <typename T>
    [[nodiscard]] T *find(const QString &page, const QString &name) const
    {
        auto *on = window()->findChild<QWidget *>(page);
        return on ? on->findChild<T *>(name) : nullptr;
    }
    [[nodiscard]] bool isIn() const { return window()->objectName() == QLatin1StringView("mainWindow"); }

    static constexpr QLatin1StringView password{"correct horse"};

private:
    [[nodiscard]] bool isOn(const QString &page) const;
    /// Makes the first screen of a page come and types into its fields.
    [[nodiscard]] bool waitForPage(const QString &page) const;
    void type(const QString &page, const QString &field, const QString &text) const;
    void press(const QString &page, const QString &button) const;
    [[nodiscard]] bool confirmRecoveryCodes() const;

    const QString m_dataDirectory;
    const QString m_server;
    SystemClock m_clock;
    NotificationService *m_notifications = nullptr;
    const std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<Shell> m_shell;
};

} // namespace confab::tests
