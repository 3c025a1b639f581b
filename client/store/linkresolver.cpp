// SPDX-License-Identifier: Apache-2.0
#include "client/store/linkresolver.h"

#include "client/connection/networkerror.h"
#include "client/store/localstore.h"
#include "shared/core/text.h"

#include <QPointer>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

Error nothingThere()
{
    return {ErrorCode::NotFound, u"link"_s, u"There is nothing that may be seen"_s};
}

} // namespace

struct LinkResolver::Question {
    ConfabLink::Target target;
    Answer<LinkedPlace> done;
    bool isAsked = false; ///< the server, about a person
};

LinkResolver::LinkResolver(LocalStore &store, Ways ways, Scheduler &scheduler)
    : m_store(store)
    , m_ways(std::move(ways))
    , m_scheduler(scheduler)
{ }

LinkResolver::~LinkResolver() = default;

void LinkResolver::resolve(const ConfabLink::Target &target, Answer<LinkedPlace> done)
{
    m_question = std::make_unique<Question>(Question{target, std::move(done)});
    m_scheduler.after(patience, this, [this, asked = ++m_asked] {
        if (m_question && asked == m_asked)
            answer(networkError(u"The account did not get in step with the server"_s));
    });
    decide();
}

void LinkResolver::setInStep(bool inStep)
{
    m_isInStep = inStep;
    decide();
}

void LinkResolver::decide()
{
    if (!m_question)
        return;
    const auto *person = std::get_if<ConfabLink::Person>(&m_question->target);
    if (person && usernameKey(person->username) == usernameKey(m_store.self()))
        answer(nothingThere());
    else if (const auto place = find(m_question->target))
        answer(*place);
    else if (m_isInStep && person)
        ask(person->username);
    else if (m_isInStep)
        answer(nothingThere());
}

std::optional<LinkedPlace> LinkResolver::find(const ConfabLink::Target &target) const
{
    if (const auto *person = std::get_if<ConfabLink::Person>(&target)) {
        const auto row = m_store.conversations().findPeer(person->username);
        return row ? std::optional(LinkedPlace{row->chat.id}) : std::nullopt;
    }
    const auto *place = std::get_if<ConfabLink::Place>(&target);
    const auto row = place ? m_store.conversations().find(place->conversation) : std::nullopt;
    if (!row)
        return std::nullopt;
    const Seq message = place->message;
    if (message != Seq() && (message < row->chat.firstSeq || message > row->chat.lastSeq))
        return std::nullopt;
    return LinkedPlace{row->chat.id, message};
}

void LinkResolver::ask(const QString &username)
{
    if (std::exchange(m_question->isAsked, true))
        return;
    const auto take = [this, guard = QPointer(this), asked = m_asked](const Result<User> &user) {
        if (!guard || !m_question || asked != m_asked)
            return;
        if (user) {
            answer(LinkedPlace{m_ways.chatWith(user->username)});
            return;
        }
        const bool isUnknown
            = user.error().code == ErrorCode::NotFound || user.error().code == ErrorCode::InvalidField;
        answer(isUnknown ? nothingThere() : user.error());
    };
    m_ways.askPerson(username, take);
}

void LinkResolver::answer(const Result<LinkedPlace> &place)
{
    const auto question = std::exchange(m_question, nullptr);
    question->done(place);
}

} // namespace confab
