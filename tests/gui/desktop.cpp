// SPDX-License-Identifier: Apache-2.0
#include "tests/gui/desktop.h"

#include "client/store/conversationlistmodel.h"
#include "client/store/messagelistmodel.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

/// As long as a slow machine with much else to do may need.
template <typename Condition>
bool waitFor(Condition condition)
{
    return QTest::qWaitFor(condition, 20'000);
}

} // namespace

Desktop::Desktop(QString dataDirectory, QString server, std::unique_ptr<SecretStore> secrets)
    : m_dataDirectory(std::move(dataDirectory))
    , m_server(std::move(server))
    , m_secrets(std::move(secrets))
{ }

void Desktop::open()
{
    const auto profile = Profile::open(m_dataDirectory);
    Q_ASSERT(profile);
    m_theme = std::make_unique<Theme>(*qApp);
    m_preferences = std::make_unique<Preferences>(profile->directory());
    m_shell = std::make_unique<Shell>(
        *profile, ViewParts{*m_theme, *m_preferences, *m_secrets, m_clock, nullptr, m_notifications});
    m_shell->start(m_server);
    (void)QTest::qWaitForWindowExposed(window());
}

void Desktop::close()
{
    m_shell.reset();
    m_preferences.reset();
    m_theme.reset();
}

bool Desktop::createAccount(const QString &username, const QString &displayName)
{
    // Who was invited is there at once.
    if (!waitFor([this] { return isOn(u"logInPage"_s) || isOn(u"createPage"_s); }))
        return false;
    if (isOn(u"logInPage"_s))
        press(u"logInPage"_s, u"createLink"_s);
    if (!waitForPage(u"createPage"_s))
        return false;
    type(u"createPage"_s, u"displayName"_s, displayName);
    type(u"createPage"_s, u"username"_s, username);
    type(u"createPage"_s, u"password"_s, password);
    press(u"createPage"_s, u"submitButton"_s);
    return confirmRecoveryCodes() && waitFor([this] { return isIn(); });
}

bool Desktop::logIn(const QString &username)
{
    if (!waitForPage(u"logInPage"_s))
        return false;
    type(u"logInPage"_s, u"username"_s, username);
    type(u"logInPage"_s, u"password"_s, password);
    press(u"logInPage"_s, u"submitButton"_s);
    return waitFor([this] { return isIn(); });
}

bool Desktop::confirmRecoveryCodes() const
{
    const auto button = [this](const QString &name) { return find<QAbstractButton>(name); };
    if (!waitFor([&] { return button(u"codesKept"_s) && button(u"codesKept"_s)->isVisible(); }))
        return false;
    button(u"codesKept"_s)->click();
    if (!button(u"codesDone"_s)->isEnabled())
        return false;
    button(u"codesDone"_s)->click();
    return true;
}

bool Desktop::waitForPage(const QString &page) const
{
    return waitFor([&] { return isOn(page); });
}

bool Desktop::isOn(const QString &page) const
{
    const auto *widget = find<QWidget>(page);
    return widget && widget->isVisible();
}

void Desktop::type(const QString &page, const QString &field, const QString &text) const
{
    auto *edit = find<QLineEdit>(page, field);
    edit->setFocus();
    edit->clear();
    QTest::keyClicks(edit, text);
}

void Desktop::press(const QString &page, const QString &button) const
{
    QTest::mouseClick(find<QAbstractButton>(page, button), Qt::LeftButton);
}

bool Desktop::openByName(const QString &part)
{
    auto *field = find<QLineEdit>(u"searchField"_s);
    field->setFocus();
    field->clear();
    QTest::keyClicks(field, part);
    const auto *results = find<QListView>(u"searchResults"_s);
    const auto isFound = [&] {
        for (int row = 0; row < results->model()->rowCount(); ++row) {
            if (results->model()->index(row, 0).data().toString().contains(part, Qt::CaseInsensitive))
                return results->isVisible();
        }
        return false;
    };
    if (!waitFor(isFound))
        return false;
    QTest::keyClick(field, Qt::Key_Return);
    return waitFor([this] {
        const auto *edit = find<QWidget>(u"composerEdit"_s);
        return edit && edit->isVisible() && edit->isEnabled();
    });
}

bool Desktop::openFromList(const QString &title)
{
    auto *list = find<QListView>(u"conversationList"_s);
    const auto row = [&] {
        for (int i = 0; i < list->model()->rowCount(); ++i) {
            if (list->model()->index(i, 0).data().toString() == title)
                return list->model()->index(i, 0);
        }
        return QModelIndex();
    };
    if (!waitFor([&] { return row().isValid(); }))
        return false;
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(row()).center());
    return true;
}

void Desktop::write(const QString &text)
{
    auto *edit = find<QPlainTextEdit>(u"composerEdit"_s);
    edit->setFocus();
    QTest::keyClicks(edit, text);
    QTest::keyClick(edit, Qt::Key_Return);
}

QStringList Desktop::messages() const
{
    QStringList texts;
    const auto *view = find<QAbstractItemView>(u"messageView"_s);
    const QAbstractItemModel *model = view ? view->model() : nullptr;
    for (int row = 0; model && row < model->rowCount(); ++row) {
        const QModelIndex index = model->index(row, 0);
        texts.append(index.data(MessageListModel::SenderRole).toString() + u": "_s
                     + index.data(MessageListModel::BodyRole).toString());
    }
    return texts;
}

QVariant Desktop::messageRole(const QString &text, int role) const
{
    const auto *view = find<QAbstractItemView>(u"messageView"_s);
    const QAbstractItemModel *model = view ? view->model() : nullptr;
    for (int row = model ? model->rowCount() - 1 : -1; row >= 0; --row) {
        const QModelIndex index = model->index(row, 0);
        if (index.data(MessageListModel::BodyRole).toString() == text)
            return index.data(role);
    }
    return {};
}

QVariant Desktop::listRole(const QString &title, int role) const
{
    const QAbstractItemModel *model = find<QListView>(u"conversationList"_s)->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, 0).data().toString() == title)
            return model->index(row, 0).data(role);
    }
    return {};
}

} // namespace confab::tests
