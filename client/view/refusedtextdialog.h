// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

namespace confab {

struct Error;

/// Holds a text that the server did not take for a message and that fits nowhere else, until the person has
/// copied it or wants it no more. Goes when it closes.
class RefusedTextDialog final : public QDialog {
    Q_OBJECT

public:
    /// `chat` is what the conversation is called; empty where it is gone.
    RefusedTextDialog(const QString &chat, const QString &text, const Error &error, QWidget *parent);
};

} // namespace confab
