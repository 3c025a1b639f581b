// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/conversationaccess.h"
#include "server/storage/accountrepository.h"

/// The smaller JSON documents of an archive (resources/export/README.md), and how its paths are named.
namespace confab {

[[nodiscard]] QByteArray aboutJson(const QString &username, const QString &epoch, Timestamp now);
[[nodiscard]] QByteArray listJson(QLatin1StringView name, const QStringList &entries);
/// `avatar` is where the picture lies; empty where there is none.
[[nodiscard]] QByteArray profileJson(const AccountRow &account, const QByteArray &avatar);
/// Of the messages from `first` to `last`, which are in the archive.
[[nodiscard]] QByteArray conversationJson(const ConversationAccess &access, const QByteArray &avatar,
                                          Seq first, Seq last);

/// With a slash at its end. What people would look for: the group's title, or the other one's name.
[[nodiscard]] QByteArray exportFolder(const ConversationAccess &access);
/// As it is part of a path: ASCII, and nothing that any system takes for something else.
[[nodiscard]] QByteArray exportedName(const QString &name);

} // namespace confab
