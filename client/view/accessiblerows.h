// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIdentityProxyModel>

#include <functional>

namespace confab {

/// A model whose rows say themselves to a screen reader and under the mouse: adds Qt::AccessibleTextRole and
/// Qt::ToolTipRole to the rows of its source, because what is painted by a delegate is otherwise not heard.
class AccessibleRows final : public QIdentityProxyModel {
    Q_OBJECT

public:
    using Text = std::function<QString(const QModelIndex &)>;

    AccessibleRows(Text text, QObject *parent, Text toolTip = {})
        : QIdentityProxyModel(parent)
        , m_text(std::move(text))
        , m_toolTip(std::move(toolTip))
    { }

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        switch (role) {
        case Qt::AccessibleTextRole:
            return m_text(index);
        case Qt::ToolTipRole:
            return m_toolTip ? QVariant(m_toolTip(index)) : QVariant();
        default:
            return QIdentityProxyModel::data(index, role);
        }
    }

private:
    const Text m_text;
    const Text m_toolTip;
};

} // namespace confab
