// SPDX-License-Identifier: Apache-2.0
#include "shared/core/freememory.h"

#include <QtGlobal>

#if defined(Q_OS_WIN) || defined(__GLIBC__)
#include <malloc.h>
#elif defined(Q_OS_MACOS)
#include <malloc/malloc.h>
#endif

namespace confab {

void returnFreeMemory()
{
#if defined(Q_OS_WIN)
    (void)_heapmin();
#elif defined(__GLIBC__)
    (void)malloc_trim(0); // of all arenas
#elif defined(Q_OS_MACOS)
    (void)malloc_zone_pressure_relief(nullptr, 0);
#endif
}

} // namespace confab
