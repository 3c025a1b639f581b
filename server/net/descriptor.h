// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

namespace confab {

/// An accepted socket on its way from the listener to an I/O thread; closed when nobody takes it.
class Descriptor {
public:
    explicit Descriptor(qintptr descriptor)
        : m_descriptor(descriptor)
    { }
    Q_DISABLE_COPY_MOVE(Descriptor)
    ~Descriptor();

    [[nodiscard]] qintptr take();

private:
    qintptr m_descriptor;
};

/// Says to the peer that no more will be sent, while its own bytes are still read.
void finishWriting(qintptr descriptor);

/// Raises the soft limit of open files to the hard one; what it is then, or 0 where there is none.
qint64 raiseDescriptorLimit();

} // namespace confab
