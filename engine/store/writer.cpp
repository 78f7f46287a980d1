#include "store/writer.hpp"

#include <algorithm>
#include <sqlite3.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace alur::store {

namespace {

constexpr Sql kBegin{"BEGIN IMMEDIATE"};
constexpr Sql kCommit{"COMMIT"};
constexpr Sql kRollback{"ROLLBACK"};
constexpr Sql kSavepoint{"SAVEPOINT command"};
constexpr Sql kRelease{"RELEASE SAVEPOINT command"};
constexpr Sql kTakeBack{"ROLLBACK TO SAVEPOINT command"};

/// A group ends here, so that the first in it does not wait too long for the last.
constexpr std::size_t kLargestGroup = 256;
/// The log is copied back when it has so many pages of 4 KiB.
constexpr int kLogPages = 4000; // as Writer::copy_at_ begins

/// The kernel's struct sched_attr, first version.
struct SchedulingAttributes {
    std::uint32_t size = sizeof(SchedulingAttributes);
    std::uint32_t policy = 0;
    std::uint64_t flags = 0;
    std::int32_t nice = 0;
    std::uint32_t priority = 0;
    std::uint64_t runtime = 0; ///< nanoseconds; for a normal thread the length of its time slice
    std::uint64_t deadline = 0;
    std::uint64_t period = 0;
};
static_assert(sizeof(SchedulingAttributes) == 48);

int remember_log_pages(void* pages, sqlite3* /*database*/, char const* /*schema*/, int count) {
    *static_cast<int*>(pages) = count;
    return SQLITE_OK;
}

} // namespace

Writer::Writer(std::unique_ptr<Connection> connection)
    : connection_(std::move(connection)), thread_([this] { work_off(); }) {}

Writer::~Writer() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void Writer::Gate::wait() {
    std::unique_lock lock(mutex);
    opened.wait(lock, [this] { return open; });
    open = false;
}

void Writer::Gate::let_through() {
    // The waiter cannot go on before the lock is given back, so the gate is not touched after its thread has ended.
    std::lock_guard const lock(mutex);
    open = true;
    opened.notify_one();
}

Writer::Gate& Writer::own_gate() {
    thread_local Gate gate;
    return gate;
}

WriterCounts Writer::counts() const {
    std::lock_guard const lock(mutex_);
    return counts_;
}

void Writer::enqueue(Job* job) {
    bool first = false;
    {
        std::lock_guard const lock(mutex_);
        first = waiting_.empty();
        waiting_.push_back(job);
    }
    if (first && !on_writer_thread()) wake_.notify_one();
}

/// A commit thread that asks for a short time slice is put back on the processor at once when its fdatasync ends, also
/// on a busy machine. Where the kernel does not know this, nothing happens.
void Writer::ask_for_short_slices() {
    SchedulingAttributes attributes;
    if (syscall(SYS_sched_getattr, 0, &attributes, sizeof attributes, 0) != 0) return;
    attributes.size = sizeof attributes;
    attributes.runtime = 100'000;
    syscall(SYS_sched_setattr, 0, &attributes, 0);
}

void Writer::work_off() {
    ask_for_short_slices();
    sqlite3_wal_hook(connection_->handle(), remember_log_pages, &log_pages_);
    std::vector<Job*> group;
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
            if (waiting_.empty()) return;
            auto const count = std::min(waiting_.size(), kLargestGroup);
            group.assign(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(count));
            waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(count));
        }
        run_group(group);
        copy_log_back();
    }
}

void Writer::run_group(std::vector<Job*> const& group) {
    auto outcome = [&]() -> Result<> {
        if (auto const begun = connection_->run(kBegin); !begun) return begun.error();
        for (auto* job : group)
            if (auto const done = run_one(*job); !done) return done.error();
        if (auto const committed = connection_->run(kCommit); !committed) return committed.error();
        return Done{};
    }();
    // What SQLite could not commit it must not keep: the next group begins from a clean state.
    if (!outcome && !connection_->idle()) static_cast<void>(connection_->run(kRollback));
    {
        std::lock_guard const lock(mutex_);
        counts_.commands += group.size();
        counts_.commits += outcome ? 1 : 0;
    }
    for (auto* job : group) job->answer(outcome ? nullptr : &outcome.error());
}

Result<> Writer::run_one(Job& job) {
    if (auto const opened = connection_->run(kSavepoint); !opened) return opened.error();
    Transaction transaction(*connection_);
    auto const* refused = job.run(transaction);
    if (connection_->idle()) {
        // SQLite rolled everything back by itself, after the failure that the command reports.
        if (refused && refused->kind == ErrorKind::Unavailable) return *refused;
        return unavailable("basis data " + connection_->file().string() +
                           " membatalkan seluruh perubahan karena gagal menulis. Periksa ruang dan cakram, lalu "
                           "ulangi. Data yang sudah tersimpan tidak berubah.");
    }
    if (refused)
        if (auto const back = connection_->run(kTakeBack); !back) return back.error();
    if (auto const released = connection_->run(kRelease); !released) return released.error();
    return Done{};
}

void Writer::copy_log_back() {
    if (log_pages_ < copy_at_) return;
    // Costs one sync of the log and one of the file. Readers are never waited for: what they still look at is copied
    // another time, and until then the log grows.
    int pages = 0;
    int copied = 0;
    if (sqlite3_wal_checkpoint_v2(connection_->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &pages, &copied) !=
        SQLITE_OK)
        copied = 0;
    copy_at_ = copied == pages ? kLogPages : pages + kLogPages / 4;
    std::lock_guard const lock(mutex_);
    ++counts_.copies;
}

} // namespace alur::store
