// SPDX-License-Identifier: Apache-2.0
#include "client/store/conversationlistmodel.h" // For its meta-object: the class is abstract.
