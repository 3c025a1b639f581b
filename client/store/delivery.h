// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace confab {

Q_NAMESPACE

/// How far a message of one's own has come. Others' messages are Accepted.
enum class Delivery {
    Queued, ///< in the outbox, waiting or on its way
    Accepted, ///< the server has it
    Delivered, ///< a device of the other person holds it
    Read,
    Refused, ///< the server said no; the person decides (Account::retry, Account::discard)
};
Q_ENUM_NS(Delivery)

} // namespace confab
