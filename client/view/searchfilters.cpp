// SPDX-License-Identifier: Apache-2.0
#include "client/view/searchfilters.h"

#include "client/view/metrics.h"

#include <QHBoxLayout>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace confab {

using Filter = MessageQuery::Filter;

SearchFilters::SearchFilters(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"searchFilters"_s);
    setMinimumWidth(1); // a narrow sidebar stays so, and cuts the last one off
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Metrics::medium, 0, Metrics::medium, Metrics::unit);
    layout->setSpacing(Metrics::unit);
    add(Filter::From, tr("Messages of one person: a name, or “me”"));
    add(Filter::In, tr("Messages in one conversation: whom it is with"));
    add(Filter::After, tr("Messages from a day on, such as 2026-01-31"));
    add(Filter::Before, tr("Messages before a day, such as 2026-01-31"));
    add(Filter::Has, tr("Messages that hold a file"));
    layout->addStretch();
}

void SearchFilters::add(Filter filter, const QString &meaning)
{
    auto *button = new QToolButton(this);
    button->setText(MessageQuery::word(filter));
    button->setToolTip(meaning);
    button->setAccessibleName(meaning);
    button->setProperty("chip", true);
    button->setFont(Metrics::caption(font()));
    connect(button, &QToolButton::clicked, this, [this, filter] { Q_EMIT chosen(filter); });
    layout()->addWidget(button);
}

} // namespace confab
