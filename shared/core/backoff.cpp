// SPDX-License-Identifier: Apache-2.0
#include "shared/core/backoff.h"

#include <QRandomGenerator>

#include <algorithm>

namespace confab {

Backoff::Backoff()
    : Backoff(Span())
{ }

Backoff::Backoff(Random random)
    : Backoff(Span(), std::move(random))
{ }

Backoff::Backoff(const Span &span)
    : Backoff(span, [] { return QRandomGenerator::global()->generateDouble(); })
{ }

Backoff::Backoff(const Span &span, Random random)
    : m_span(span)
    , m_random(std::move(random))
    , m_ceiling(span.first)
{ }

Backoff::Milliseconds Backoff::next()
{
    const auto wait = Milliseconds(qint64(m_random() * double(m_ceiling.count())));
    m_ceiling = std::min(m_ceiling * 2, m_span.most);
    return std::clamp(wait, m_span.least, m_span.most);
}

} // namespace confab
