// SPDX-License-Identifier: Apache-2.0
#include "client/connection/backoff.h"

#include <QRandomGenerator>

#include <algorithm>

namespace confab {

Backoff::Backoff()
    : Backoff([] { return QRandomGenerator::global()->generateDouble(); })
{ }

Backoff::Backoff(Random random)
    : m_random(std::move(random))
{ }

Backoff::Milliseconds Backoff::next()
{
    const auto wait = Milliseconds(qint64(m_random() * double(m_ceiling.count())));
    m_ceiling = std::min(m_ceiling * 2, most);
    return std::clamp(wait, least, most);
}

} // namespace confab
