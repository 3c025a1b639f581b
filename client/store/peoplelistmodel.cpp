// SPDX-License-Identifier: Apache-2.0
#include "client/store/peoplelistmodel.h" // For its meta-object: the class is abstract.
