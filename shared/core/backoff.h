// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>

namespace confab {

/// How long to wait before the next attempt: "full jitter", a random time up to a ceiling that doubles with
/// each failure (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), so that a
/// thousand clients of a restarted server do not come back at once. A value; one thread.
class Backoff {
public:
    using Milliseconds = std::chrono::milliseconds;
    /// A number from 0 (with) to 1 (without).
    using Random = std::function<double()>;

    /// The shortest wait, the ceiling to begin with, and the highest ceiling.
    struct Span {
        Milliseconds least{200};
        Milliseconds first{1000};
        Milliseconds most{60000};
    };

    /// For clients.
    Backoff();
    explicit Backoff(Random random);
    explicit Backoff(const Span &span);
    Backoff(const Span &span, Random random);

    [[nodiscard]] Milliseconds next();
    /// After a success.
    void reset() { m_ceiling = m_span.first; }

private:
    Span m_span;
    Random m_random;
    Milliseconds m_ceiling;
};

} // namespace confab
