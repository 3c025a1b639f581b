// SPDX-License-Identifier: Apache-2.0
#include "client/view/deliveryicon.h"

using namespace Qt::StringLiterals;

namespace confab {

DeliveryIcon DeliveryIcon::of(Delivery delivery, const Colors &colors)
{
    switch (delivery) {
    case Delivery::Queued:
        return {"clock"_L1, colors.secondary};
    case Delivery::Accepted:
        return {"check"_L1, colors.secondary};
    case Delivery::Delivered:
        return {"double-check"_L1, colors.secondary};
    case Delivery::Read:
        return {"double-check"_L1, colors.accent};
    case Delivery::Refused:
        return {"alert"_L1, colors.danger};
    }
    Q_UNREACHABLE();
}

} // namespace confab
