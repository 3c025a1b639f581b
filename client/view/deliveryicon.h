// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/delivery.h"
#include "client/view/colors.h"

#include <QLatin1StringView>

namespace confab {

/// The mark of an own message: clock, check, double check, the same in accent, red.
struct DeliveryIcon {
    QLatin1StringView name;
    QColor color;

    [[nodiscard]] static DeliveryIcon of(Delivery delivery, const Colors &colors);
};

} // namespace confab
