// SPDX-License-Identifier: Apache-2.0
#include "client/view/eventtext.h"

#include <QCoreApplication>

namespace confab {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(confab::eventText)
};

} // namespace

QString eventText(const GroupEvent &event, const QString &who, const QString &whom)
{
    using What = GroupEvent::What;
    const QString title = event.title.value_or(QString());
    switch (event.what) {
    case What::Created:
        return Text::tr("%1 made the group “%2”", "a person, a title").arg(who, title);
    case What::Added:
        return Text::tr("%1 added %2", "two people").arg(who, whom);
    case What::Removed:
        return Text::tr("%1 removed %2", "two people").arg(who, whom);
    case What::Left:
        return Text::tr("%1 left the group", "a person").arg(who);
    case What::Titled:
        return Text::tr("%1 called the group “%2”", "a person, a title").arg(who, title);
    case What::Pictured:
        return Text::tr("%1 changed the picture of the group", "a person").arg(who);
    case What::Promoted:
        return Text::tr("%1 made %2 an owner of the group", "two people").arg(who, whom);
    case What::Demoted:
        return Text::tr("%2 is no owner of the group any more, by %1", "two people").arg(who, whom);
    case What::Other:
        return Text::tr("Something happened to the group");
    }
    Q_UNREACHABLE();
}

} // namespace confab
