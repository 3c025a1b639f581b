// SPDX-License-Identifier: Apache-2.0
#include "client/view/filetext.h"

#include "client/view/errortext.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace confab {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(confab::FileText)
};

} // namespace

QString FileText::size(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, bytes < 1000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString FileText::state(const MessageFile &file, const FileShelf::State &state)
{
    using State = FileShelf::State;
    switch (state.kind) {
    case State::Kind::Moving:
        return Text::tr("%1 of %2").arg(size(state.done), size(file.shown.size));
    case State::Kind::Failed:
        if (state.error && state.error->field == "network"_L1)
            return Text::tr("No connection");
        return state.error ? errorText(*state.error) : QString();
    case State::Kind::Absent:
    case State::Kind::Here:
        return size(file.shown.size);
    }
    Q_UNREACHABLE();
}

} // namespace confab
