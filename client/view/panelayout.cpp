// SPDX-License-Identifier: Apache-2.0
#include "client/view/panelayout.h"

#include "client/view/metrics.h"

#include <QHBoxLayout>
#include <QScrollArea>

namespace confab {
namespace {

constexpr int widest = 420; ///< of the column, where the pane has more room

} // namespace

void layOutPane(QWidget &pane, QWidget &close, QLayout *column)
{
    column->setContentsMargins(0, 0, 0, 0);
    auto *inside = new QWidget;
    inside->setMaximumWidth(widest);
    inside->setLayout(column);
    auto *middle = new QWidget;
    auto *row = new QHBoxLayout(middle);
    row->setContentsMargins(Metrics::large, 0, Metrics::large, Metrics::large);
    row->addStretch(1);
    row->addWidget(inside, 1000);
    row->addStretch(1);
    auto *scroll = new QScrollArea(&pane);
    scroll->setWidget(middle);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(Metrics::large, Metrics::small, Metrics::large, 0);
    top->addStretch();
    top->addWidget(&close);
    auto *layout = new QVBoxLayout(&pane);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Metrics::small);
    layout->addLayout(top);
    layout->addWidget(scroll, 1);
}

} // namespace confab
