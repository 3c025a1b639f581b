// SPDX-License-Identifier: Apache-2.0
#include "client/store/delivery.h" // For its meta-object.
