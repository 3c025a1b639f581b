// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/restclient.h"
#include "shared/protocol/jsonreader.h"
#include "shared/protocol/page.h"

namespace confab {

class TokenKeeper;

/// Asks the server in the name of a session: puts the access token on each request and, where the server no
/// longer takes it, asks once more with a fresh one. GUI thread; client and keeper outlive it.
class AuthorizedClient final {
public:
    AuthorizedClient(RestClient &client, TokenKeeper &keeper);

    void send(const RestRequest &request, Answer<QJsonObject> done);
    /// The answer's body as it comes.
    void fetch(const RestRequest &request, Answer<QByteArray> done);

    /// Reads the answer as a T.
    template <typename T>
    void ask(const RestRequest &request, Answer<T> done)
    {
        send(request, [done = std::move(done)](Result<QJsonObject> json) {
            done(json ? T::fromJson(*json) : Result<T>(json.error()));
        });
    }
    /// Reads the answer as a page of T.
    template <typename T>
    void askPage(QLatin1StringView name, const RestRequest &request, Answer<Page<T>> done)
    {
        send(request, [name, done = std::move(done)](Result<QJsonObject> json) {
            done(json ? pageFromJson<T>(name, *json) : Result<Page<T>>(json.error()));
        });
    }
    /// Only whether it succeeded.
    void tell(const RestRequest &request, Answer<void> done);

private:
    enum class Attempt { First, Last };
    void attempt(RestRequest request, Attempt attempt, Answer<QByteArray> done);

    RestClient &m_client;
    TokenKeeper &m_keeper;
};

} // namespace confab
