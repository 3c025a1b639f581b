// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <QByteArray>

#include <functional>
#include <limits>

namespace confab {

/// Where the body of one request goes that is too large to be held: piece by piece, the next when the one
/// before has been taken. Its end before finish() means that no more comes.
///
/// Belongs to who reads the body, and is called on that thread only; callbacks come on any thread. Whether a
/// request is refused while its body still comes is told by the answer, at any time.
class BodyConsumer {
public:
    /// Bytes of a piece; only the last may be shorter, and those of a chunked body.
    static constexpr qsizetype pieceBytes = qsizetype(256) * 1024;

    using Taken = std::function<void()>;

    virtual ~BodyConsumer() = default;

    /// How long the body may be.
    [[nodiscard]] virtual qint64 limit() const = 0;
    /// Calls `taken` when it wants the next piece; never, when it has answered instead.
    virtual void take(QByteArray piece, Taken taken) = 0;
    /// The body is complete; the answer follows.
    virtual void finish() = 0;
};

/// Takes nothing of a request that has been answered already.
class IgnoredBody final : public BodyConsumer {
public:
    [[nodiscard]] qint64 limit() const override { return std::numeric_limits<qint64>::max(); }
    void take(QByteArray, Taken) override { }
    void finish() override { }
};

/// Where the body of an answer comes from that is too large to be held. Thread-safe; the next piece is asked
/// for when the one before was given.
class BodySource {
public:
    /// The next piece, and nothing at the end. An error cuts the answer short.
    using Given = std::function<void(Result<QByteArray>)>;

    virtual ~BodySource() = default;

    [[nodiscard]] virtual qint64 length() const = 0;
    /// Calls `given` exactly once, on any thread.
    virtual void read(Given given) = 0;
};

} // namespace confab
