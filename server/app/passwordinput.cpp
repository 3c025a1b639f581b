// SPDX-License-Identifier: Apache-2.0
#include "server/app/passwordinput.h"

#include <QFile>

#include <cstdio>

#ifdef Q_OS_UNIX
#include <termios.h>
#include <unistd.h>
#else
#include <io.h>
#include <windows.h>
#endif

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxLine = 4096;

/// Stops the terminal from showing what is typed, for as long as it lives.
class Hidden {
public:
#ifdef Q_OS_UNIX
    Hidden()
    {
        ::tcgetattr(STDIN_FILENO, &m_before);
        termios silent = m_before;
        silent.c_lflag &= ~tcflag_t(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~Hidden()
    {
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }

private:
    termios m_before = {};
#else
    Hidden()
    {
        GetConsoleMode(GetStdHandle(STD_INPUT_HANDLE), &m_before);
        SetConsoleMode(GetStdHandle(STD_INPUT_HANDLE), m_before & ~DWORD(ENABLE_ECHO_INPUT));
    }
    ~Hidden()
    {
        SetConsoleMode(GetStdHandle(STD_INPUT_HANDLE), m_before);
    }

private:
    DWORD m_before = 0;
#endif
    Q_DISABLE_COPY_MOVE(Hidden)
};

bool isTerminal()
{
#ifdef Q_OS_UNIX
    return ::isatty(STDIN_FILENO) == 1;
#else
    return ::_isatty(::_fileno(stdin)) != 0;
#endif
}

Result<QString> readLine()
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return Error{ErrorCode::Internal, {}, u"cannot read standard input"_s};
    QByteArray line = input.readLine(maxLine);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    if (line.isEmpty())
        return Error::invalid(u"password"_s, u"the password is empty"_s);
    return QString::fromUtf8(line);
}

Result<QString> ask(const char *prompt)
{
    std::fputs(prompt, stderr);
    const Hidden hidden;
    auto line = readLine();
    std::fputs("\n", stderr);
    return line;
}

} // namespace

Result<QString> PasswordInput::fromStandardInput()
{
    return readLine();
}

Result<QString> PasswordInput::fromTerminal()
{
    if (!isTerminal())
        return Error::invalid(u"password"_s, u"there is no terminal to ask on; use --password-stdin"_s);
    auto first = ask("Password: ");
    if (!first)
        return first;
    auto second = ask("Once more: ");
    if (!second)
        return second;
    if (*first != *second)
        return Error::invalid(u"password"_s, u"the two passwords differ"_s);
    return first;
}

} // namespace confab
