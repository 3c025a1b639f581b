// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/clock.h"
#include "shared/core/result.h"

#include <QByteArray>

#include <functional>
#include <memory>

struct archive;

namespace confab {

/// Writes a ZIP archive (with its 64-bit fields where they are needed) from its first byte to its last,
/// without going back, by libarchive; so what is written may go anywhere, and nothing of it is held but a
/// piece. Paths are ASCII. Belongs to one thread.
class ZipWriter {
public:
    /// Takes the next bytes: blockBytes of them, at the end fewer.
    using Sink = std::function<Result<void>(QByteArrayView)>;
    static constexpr int blockBytes = 256 * 1024;

    ZipWriter(Sink sink, Timestamp now);
    ~ZipWriter();
    ZipWriter(const ZipWriter &) = delete;
    ZipWriter &operator=(const ZipWriter &) = delete;

    /// Text shrinks; what people send is mostly packed already.
    enum class Packing { Deflated, Stored };
    /// The next entry; exactly `size` bytes follow by write().
    [[nodiscard]] Result<void> begin(const QByteArray &path, qint64 size, Packing packing);
    [[nodiscard]] Result<void> write(QByteArrayView bytes);
    /// A whole one.
    [[nodiscard]] Result<void> add(const QByteArray &path, const QByteArray &content);
    /// The directory at the end.
    [[nodiscard]] Result<void> finish();

    /// For libarchive: how many bytes the sink took, or -1.
    [[nodiscard]] qint64 put(const char *bytes, size_t length);

private:
    struct Free {
        void operator()(archive *writer) const;
    };
    [[nodiscard]] Error failure() const;

    const Sink m_sink;
    const Timestamp m_now;
    Result<void> m_taken; ///< the sink's first error
    std::unique_ptr<archive, Free> m_archive;
};

} // namespace confab
