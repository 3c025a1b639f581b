// SPDX-License-Identifier: Apache-2.0
#include "server/app/terminationsignals.h"

#include <QMetaObject>

#include <atomic>
#include <windows.h>

namespace confab {

namespace {

// A console handler reaches nothing but what is global.
std::atomic<TerminationSignals *> receiver{nullptr};

BOOL WINAPI passOn(DWORD)
{
    TerminationSignals *const signals = receiver.exchange(nullptr);
    if (!signals)
        return FALSE;
    QMetaObject::invokeMethod(signals, &TerminationSignals::requested, Qt::QueuedConnection);
    return TRUE;
}

} // namespace

TerminationSignals::TerminationSignals(QObject *parent)
    : QObject(parent)
{
    receiver = this;
    SetConsoleCtrlHandler(passOn, TRUE);
}

TerminationSignals::~TerminationSignals()
{
    receiver = nullptr;
    SetConsoleCtrlHandler(passOn, FALSE);
}

} // namespace confab
