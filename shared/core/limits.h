// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/units.h"

#include <chrono>

/// Every limit that a client may meet, said by `GET /api/v1/server`. Lengths count code points.
namespace confab::Limits {

inline constexpr int usernameMin = 2;
inline constexpr int usernameMax = 32;
inline constexpr int passwordMin = 8;
inline constexpr int passwordMax = 256;
inline constexpr int displayName = 64;
inline constexpr int title = 64; ///< of a group
inline constexpr int status = 140;
inline constexpr int device = 64;
inline constexpr int query = 100;
inline constexpr int body = 8000;
inline constexpr int emoji = 32; ///< of one reaction

inline constexpr int attachments = 10; ///< files of one message
inline constexpr int fileName = 255;
inline constexpr qint64 file = 100 * mebibyte; ///< bytes of one file, unless configured otherwise
inline constexpr qint64 accountFiles = 5 * 1024 * mebibyte; ///< bytes of all files of an account, likewise
inline constexpr int uploads = 50; ///< unfinished ones of one account
inline constexpr std::chrono::hours uploadKept{24}; ///< an unfinished upload, after its last byte
inline constexpr std::chrono::hours unsentFileKept{24}; ///< a file that no message holds
inline constexpr std::chrono::hours exportKept{24}; ///< an archive, once it is ready
inline constexpr std::chrono::hours exportAgain{6}; ///< after one was ready, until there may be another

inline constexpr int usersPage = 50; ///< default size of a page of users, conversations and sessions
inline constexpr int messagesPage = 15; ///< default of `messages_to_load`
inline constexpr int page = 200; ///< the largest page of anything
inline constexpr int changesPage = 200;
inline constexpr int reactions = 20; ///< different emoji on one message
inline constexpr int searchPage = 20; ///< default size of a page of messages that were searched for
inline constexpr int searchExamined = 1000; ///< messages that are compared with a search for one page
inline constexpr int unread = 1000; ///< `unread` counts no further
inline constexpr int syncConversations = 10000; ///< entries in one `POST /sync`
inline constexpr int watched = 500; ///< people one socket watches
inline constexpr int contacts = 1000; ///< of one account
inline constexpr int blocks = 1000; ///< of one account
inline constexpr int groupMembers = 1000; ///< of one group
inline constexpr int membersPage = 50; ///< default size of a page of members
inline constexpr int sharedMarks = 32; ///< members of a group up to which marks are shown
inline constexpr int invites = 1000; ///< of one server, that still let somebody in
inline constexpr int inviteUses = 1000; ///< that one can be made for
inline constexpr int inviteCode = 64; ///< as somebody types it
inline constexpr int sessions = 50; ///< of one account; the one unused for longest gives way
inline constexpr int unanswered = 64; ///< frames of one socket waiting for their answer
inline constexpr int recoveryCodes = 10;

inline constexpr qint64 requestBody = qint64(1024) * 1024; ///< bytes of a JSON body
inline constexpr qint64 avatar = qint64(1024) * 1024; ///< bytes of a picture of a person
inline constexpr int avatarSide = 1024; ///< pixels of its width and height
inline constexpr int requestHead = 16 * 1024; ///< bytes of request line and header fields
inline constexpr int frame = 256 * 1024; ///< bytes of a frame from a client
inline constexpr int unreadOutput = 4 * mebibyte; ///< bytes a socket may leave unread before 4408
inline constexpr int framesPerSecond = 200; ///< of one socket, with bursts of five seconds' worth
inline constexpr int ref = 64; ///< length of a frame's `ref`

inline constexpr std::chrono::seconds authenticateWithin{10};
inline constexpr std::chrono::seconds headWithin{10};
inline constexpr std::chrono::seconds bodyWithin{30};
inline constexpr std::chrono::seconds keepAlive{60};
inline constexpr std::chrono::seconds heartbeat{30}; ///< a client sends something at least this often
inline constexpr std::chrono::seconds silence{75}; ///< after which a socket is taken for dead
inline constexpr std::chrono::seconds closeWithin{2};

} // namespace confab::Limits
