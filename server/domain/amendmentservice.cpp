// SPDX-License-Identifier: Apache-2.0
#include "server/domain/amendmentservice.h"

#include "server/domain/amendmentjob.h"

namespace confab {

void AmendmentService::amend(Amendment amendment, Done done)
{
    struct Run {
        Amendment amendment;
        Done done;
        Message message = {};
    };
    const size_t lane = m_writer.laneOf(amendment.conversation);
    const auto run = std::make_shared<Run>(Run{std::move(amendment), std::move(done)});
    m_writer.submit(
        [run, &clock = m_clock](Transaction &transaction) -> Result<void> {
            auto message = AmendmentJob(run->amendment, clock.now()).run(transaction);
            if (!message)
                return message.error();
            run->message = *std::move(message);
            return {};
        },
        [run](const Result<void> &committed, Events &events) {
            if (run->done)
                run->done(committed ? Result<Message>(run->message) : Result<Message>(committed.error()));
            else if (!committed)
                events.append(Refused{run->amendment.origin, committed.error()});
        },
        lane);
}

} // namespace confab
