// SPDX-License-Identifier: Apache-2.0
#include "server/api/entitytag.h"

#include <QList>

#include <algorithm>

namespace confab {

bool namesTag(const QByteArray &ifNoneMatch, const QByteArray &tag)
{
    const QList<QByteArray> candidates = ifNoneMatch.split(',');
    return std::any_of(candidates.begin(), candidates.end(), [&](const QByteArray &candidate) {
        const QByteArray trimmed = candidate.trimmed();
        return trimmed == "*" || trimmed == tag || trimmed == "W/" + tag;
    });
}

} // namespace confab
