// SPDX-License-Identifier: Apache-2.0
#include "client/connection/serverlink.h" // For its meta-object: the class is abstract.
