// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/response.h"

#include <QByteArray>

namespace confab {

enum class AfterResponse { KeepAlive, Close };
enum class BodyOf { Response, Head }; ///< the answer to HEAD has the length of a body and none

/// Writes responses as bytes, with the fields that every answer of ours has. One for each I/O thread: the
/// date is written once a second.
class HttpWriter {
public:
    [[nodiscard]] QByteArray write(const Response &response, AfterResponse after, BodyOf body);

private:
    [[nodiscard]] const QByteArray &date();

    qint64 m_second = -1;
    QByteArray m_date;
};

} // namespace confab
