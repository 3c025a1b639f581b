// SPDX-License-Identifier: Apache-2.0
#include "server/api/uploadbody.h"

#include "server/domain/sessionguard.h"
#include "server/storage/storagepool.h"
#include "server/storage/writer.h"

#include <QDateTime>
#include <QLocale>

#include <atomic>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

Response created(const Attachment &file)
{
    Response response = Response::json(toJson(file), 201);
    response.headers.append({"Location", "/api/v1/files/" + file.id.toString().toLatin1()});
    return response;
}

Response taken(const UploadRow &upload)
{
    Response response = Response::noContent();
    addUploadFields(response, upload);
    return response;
}

} // namespace

/// One body on its way, used by one thread after the other.
struct UploadBody::State : std::enable_shared_from_this<UploadBody::State> {
    State(const UploadParts &with, UploadTask what, Answer how)
        : parts(with)
        , task(std::move(what))
        , answer(std::move(how))
        , end(task.offset)
    {
        if (task.checksum)
            sum.emplace(task.checksum->algorithm);
    }

    using Job = std::function<Result<UploadRow>(Transaction &, const Caller &)>;
    using Then = std::function<void(const UploadRow &)>;

    /// Runs `job` for the caller, then `then`; what goes wrong is the answer.
    void write(Job job, Then then);
    [[nodiscard]] Result<UploadRow> append(Transaction &transaction, const Caller &caller,
                                           QByteArrayView piece) const;
    /// A body that says of itself that it is too long is refused before any of it counts.
    [[nodiscard]] Result<void> requireFits(Transaction &transaction, const Caller &caller) const;
    /// What of the body has not been written: its beginning if it has no bytes, and that it counts.
    [[nodiscard]] Result<UploadRow> settle(Transaction &transaction, const Caller &caller) const;
    void examine(const UploadRow &upload);
    void complete(const UploadService::Examined &examined, int attempt);
    void abandon();

    const UploadParts parts;
    const UploadTask task;
    const Answer answer;
    qint64 end; ///< of what has been written
    bool hasBegun = false; ///< something has been written
    std::optional<QCryptographicHash> sum;
    std::atomic<bool> isSettled = false; ///< nothing of it is to be removed
};

void UploadBody::State::write(Job job, Then then)
{
    auto row = std::make_shared<std::optional<UploadRow>>();
    const auto self = shared_from_this();
    parts.writer.submit(
        [self, job = std::move(job), row](Transaction &transaction) -> Result<void> {
            const auto caller = requireSession(transaction.database(), self->task.caller);
            if (!caller)
                return caller.error();
            auto done = job(transaction, *caller);
            if (!done)
                return done.error();
            *row = *std::move(done);
            return {};
        },
        [self, row, then = std::move(then)](const Result<void> &committed, Events &) {
            if (committed)
                then(**row);
            else
                self->answer(Response::problem(committed.error()));
        },
        size_t(task.upload.value()) % parts.writer.lanes());
}

Result<UploadRow> UploadBody::State::append(Transaction &transaction, const Caller &caller,
                                            QByteArrayView piece) const
{
    if (task.begins && !hasBegun) {
        const auto begun = parts.uploads.begin(transaction, caller, *task.begins);
        if (!begun)
            return begun.error();
    }
    if (!task.begins && !hasBegun) {
        if (const auto fits = requireFits(transaction, caller); !fits)
            return fits.error();
    }
    const auto counting
        = task.checksum ? UploadService::Counting::WhenConfirmed : UploadService::Counting::AtOnce;
    const auto appended = parts.uploads.append(transaction, caller, task.upload, end, piece, counting);
    if (!appended)
        return appended.error();
    return parts.uploads.find(transaction.database(), caller, task.upload);
}

Result<void> UploadBody::State::requireFits(Transaction &transaction, const Caller &caller) const
{
    const auto row = parts.uploads.find(transaction.database(), caller, task.upload);
    if (!row)
        return row.error();
    const qint64 left = row->length.value_or(parts.uploads.rules().largest) - row->received;
    if (task.offset != row->received || task.length.value_or(0) <= left)
        return {};
    return Error{ErrorCode::PayloadTooLarge, u"size"_s, u"%1 bytes of the file are missing"_s.arg(left)};
}

Result<UploadRow> UploadBody::State::settle(Transaction &transaction, const Caller &caller) const
{
    if (!hasBegun) {
        // A repeat of the last bytes finds that they have become a file.
        const auto row = task.begins ? Result<UploadRow>(UploadRow())
                                     : parts.uploads.find(transaction.database(), caller, task.upload);
        if (!row || (row->isComplete() && row->received == end))
            return row;
        return append(transaction, caller, {});
    }
    if (task.checksum) {
        if (const auto done = parts.uploads.confirm(transaction, caller, task.upload, task.offset, end);
            !done)
            return done.error();
    }
    return parts.uploads.find(transaction.database(), caller, task.upload);
}

void UploadBody::State::examine(const UploadRow &upload)
{
    const bool queued = parts.files.submit([self = shared_from_this(), upload](Database &database) {
        const auto examined = self->parts.uploads.examine(database, upload);
        if (examined)
            self->complete(*examined, 1);
        else
            self->answer(Response::problem(examined.error()));
    });
    if (!queued)
        answer(Response::problem(
            {ErrorCode::Unavailable, {}, u"the server is busy"_s, std::chrono::seconds(1)}));
}

void UploadBody::State::complete(const UploadService::Examined &examined, int attempt)
{
    struct Outcome {
        Attachment file;
        UploadRow upload;
    };
    const auto outcome = std::make_shared<Outcome>();
    const auto self = shared_from_this();
    parts.writer.submit(
        [self, examined, outcome](Transaction &transaction) -> Result<void> {
            const auto caller = requireSession(transaction.database(), self->task.caller);
            if (!caller)
                return caller.error();
            const UploadId id = self->task.upload;
            const auto file = self->parts.uploads.complete(transaction, *caller, id, examined);
            if (!file)
                return file.error();
            const auto row = self->parts.uploads.find(transaction.database(), *caller, id);
            if (!row)
                return row.error();
            *outcome = {*file, *row};
            return self->task.begins ? self->parts.uploads.remove(transaction, *caller, id) : Result<void>();
        },
        [self, examined, outcome, attempt](const Result<void> &committed, Events &) {
            // Another node may have stored the same content at this very moment: then it is there the next
            // time.
            if (!committed && committed.error().code == ErrorCode::Internal && attempt < 2)
                return self->complete(examined, attempt + 1);
            if (!committed)
                return self->answer(Response::problem(committed.error()));
            self->isSettled = true;
            self->answer(self->task.begins ? created(outcome->file) : taken(outcome->upload));
        },
        size_t(task.upload.value()) % parts.writer.lanes());
}

void UploadBody::State::abandon()
{
    if (!task.begins || isSettled)
        return;
    parts.writer.submit(
        [uploads = &parts.uploads, caller = task.caller, id = task.upload](Transaction &transaction) {
            const auto removed = uploads->remove(transaction, caller, id);
            // It may not have begun, or have become a file.
            return !removed && removed.error().code == ErrorCode::NotFound ? Result<void>() : removed;
        },
        [](const Result<void> &, Events &) { /* else it expires */ },
        size_t(task.upload.value()) % parts.writer.lanes());
}

UploadBody::UploadBody(const UploadParts &parts, UploadTask task, Answer answer)
    : m_parts(parts)
    , m_state(std::make_shared<State>(parts, std::move(task), std::move(answer)))
{ }

UploadBody::~UploadBody()
{
    m_state->abandon();
}

void UploadBody::take(QByteArray piece, Taken taken)
{
    if (m_state->sum)
        m_state->sum->addData(piece);
    const qint64 size = piece.size();
    m_state->write(
        [state = m_state.get(), piece = std::move(piece)](Transaction &transaction, const Caller &caller) {
            return state->append(transaction, caller, piece);
        },
        [state = m_state.get(), size, taken = std::move(taken)](const UploadRow &) {
            state->hasBegun = true;
            state->end += size;
            taken();
        });
}

void UploadBody::finish()
{
    if (m_state->sum && m_state->sum->result() != m_state->task.checksum->sum) {
        m_state->answer(Response::problem(
            {ErrorCode::ChecksumMismatch, u"Upload-Checksum"_s, u"is not that of the body"_s}));
        return;
    }
    m_state->write(
        [state = m_state.get()](Transaction &transaction, const Caller &caller) {
            return state->settle(transaction, caller);
        },
        [state = m_state.get()](const UploadRow &upload) {
            const bool isWhole = state->task.begins || upload.isComplete();
            if (isWhole && !upload.file)
                state->examine(upload);
            else
                state->answer(taken(upload));
        });
}

void addUploadFields(Response &response, const UploadRow &upload)
{
    response.headers.append({"Upload-Offset", QByteArray::number(upload.received)});
    if (upload.length)
        response.headers.append({"Upload-Length", QByteArray::number(*upload.length)});
    const auto seconds = upload.expiresAt.time_since_epoch().count() / 1000;
    const QDateTime expires = QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
    response.headers.append(
        {"Upload-Expires", QLocale::c().toString(expires, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1()});
}

} // namespace confab
