// SPDX-License-Identifier: Apache-2.0
#include "client/connection/authorizedclient.h"

#include "client/connection/tokenkeeper.h"

namespace confab {

AuthorizedClient::AuthorizedClient(RestClient &client, TokenKeeper &keeper)
    : m_client(client)
    , m_keeper(keeper)
{ }

void AuthorizedClient::send(const RestRequest &request, Answer<QJsonObject> done)
{
    fetch(request, [done = std::move(done)](const Result<QByteArray> &body) {
        done(body ? RestClient::jsonOf(*body) : Result<QJsonObject>(body.error()));
    });
}

void AuthorizedClient::fetch(const RestRequest &request, Answer<QByteArray> done)
{
    attempt(request, Attempt::First, std::move(done));
}

void AuthorizedClient::attempt(RestRequest request, Attempt attempt, Answer<QByteArray> done)
{
    // Whoever calls back here is gone before this is: the keeper and the client are its siblings.
    m_keeper.token([this, request, attempt, done = std::move(done)](Result<QString> token) mutable {
        if (!token)
            return done(token.error());
        request.token = *token;
        m_client.fetch(
            request, [this, request, attempt, done = std::move(done)](Result<QByteArray> answer) mutable {
                const bool isRefused = !answer && answer.error().code == ErrorCode::NotAuthenticated;
                if (isRefused)
                    m_keeper.refuse(request.token);
                if (isRefused && attempt == Attempt::First)
                    return this->attempt(std::move(request), Attempt::Last, std::move(done));
                done(std::move(answer));
            });
    });
}

void AuthorizedClient::tell(const RestRequest &request, Answer<void> done)
{
    send(request, [done = std::move(done)](const Result<QJsonObject> &answer) {
        done(answer ? Result<void>() : Result<void>(answer.error()));
    });
}

} // namespace confab
