// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/bodystream.h"
#include "server/api/byterange.h"
#include "server/storage/filechunkrepository.h"

namespace confab {

class StoragePool;

/// A part of a file's content, read piece by piece on the threads of `pool`, which must outlive it.
class FileSource final : public BodySource {
public:
    FileSource(StoragePool &pool, FileContentId content, const ByteRange &range)
        : m_pool(pool)
        , m_content(content)
        , m_length(range.length)
        , m_at(range.first)
        , m_end(range.first + range.length)
    { }

    [[nodiscard]] qint64 length() const override { return m_length; }
    void read(Given given) override;

private:
    StoragePool &m_pool;
    const FileContentId m_content;
    const qint64 m_length;
    qint64 m_at; // moved by the one who reads
    const qint64 m_end;
};

} // namespace confab
