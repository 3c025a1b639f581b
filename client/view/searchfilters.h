// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/messagequery.h"

#include <QWidget>

namespace confab {

/// The words that narrow a search down, below the line in which one types: a click begins one there, and
/// shows those who have never heard of them that they can be typed.
class SearchFilters final : public QWidget {
    Q_OBJECT

public:
    explicit SearchFilters(QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(confab::MessageQuery::Filter filter);

private:
    void add(MessageQuery::Filter filter, const QString &meaning);
};

} // namespace confab
