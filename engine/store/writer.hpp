#pragma once
#include "store/session.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace alur::store {

/// What the writer has done since it began.
struct WriterCounts {
    std::uint64_t commands = 0; ///< answered, whatever the answer
    std::uint64_t commits = 0;
    std::uint64_t copies = 0; ///< times the log was copied back into the database file
};

/// The one thread that changes the database. Commands from all threads wait in line; the writer runs those that wait
/// together in one SQLite transaction, a SAVEPOINT each, commits (with synchronous=FULL that is one fdatasync for the
/// whole group) and only then answers everybody. So the cost of a durable commit is shared, and the order of the
/// commands is the order of the queue.
///
/// A command that fails is rolled back alone. When the commit itself fails, or SQLite gave up the whole transaction,
/// every command of the group gets that error and nothing of the group has happened.
class Writer {
  public:
    /// The connection is the writer's alone from now on.
    explicit Writer(std::unique_ptr<Connection> connection);
    Writer(Writer const&) = delete;
    Writer& operator=(Writer const&) = delete;
    /// Answers everything that waits, then stops.
    ~Writer();

    /// Runs `work(Transaction&) -> Result<T>` on the writer's thread and waits until it is durable. `work` must not
    /// call submit itself, nor wait for a thread that does (Conflict when it is caught doing so).
    template <class Work> auto submit(Work&& work) -> std::invoke_result_t<Work&, Transaction&>;

    /// The same without waiting: `then(Result<T>)` is called on the writer's thread after the commit. It must be brief
    /// and may submit further commands this way.
    template <class Work, class Then> void submit(Work work, Then then);

    WriterCounts counts() const;

  private:
    /// A command in line. run() answers why its changes must not stay, null when they do; answer() is called once,
    /// after the commit; `lost` says why there was no commit.
    struct Job {
        virtual ~Job() = default;
        virtual Error const* run(Transaction& transaction) = 0;
        virtual void answer(Error const* lost) = 0;
    };
    /// Where a waiting thread sleeps. One a thread, never destroyed while the writer may still touch it.
    struct Gate {
        std::mutex mutex;
        std::condition_variable opened;
        bool open = false;
        void wait();
        void let_through();
    };
    static Gate& own_gate();
    template <class Work> struct WaitingJob;
    template <class Work, class Then> struct CallingJob;

    void enqueue(Job* job);
    bool on_writer_thread() const { return std::this_thread::get_id() == thread_.get_id(); }
    void work_off();
    void run_group(std::vector<Job*> const& group);
    /// Runs one command in its SAVEPOINT; an error means that the whole transaction is gone.
    Result<> run_one(Job& job);
    void copy_log_back();
    static void ask_for_short_slices();

    std::unique_ptr<Connection> connection_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::vector<Job*> waiting_;
    bool stopping_ = false;
    int log_pages_ = 0;  ///< length of the log after the last commit
    int copy_at_ = 4000; ///< length at which it is copied back next
    WriterCounts counts_;
    std::thread thread_;
};

template <class Work> struct Writer::WaitingJob final : Job {
    using Answer = std::invoke_result_t<Work&, Transaction&>;
    WaitingJob(Work& w, Gate& g) : work(w), gate(g) {}
    Error const* run(Transaction& transaction) override {
        outcome.emplace(work(transaction));
        return *outcome ? nullptr : &outcome->error();
    }
    void answer(Error const* lost) override {
        if (lost) outcome.emplace(*lost);
        gate.let_through();
    }
    Work& work;
    Gate& gate;
    std::optional<Answer> outcome;
};

template <class Work, class Then> struct Writer::CallingJob final : Job {
    using Answer = std::invoke_result_t<Work&, Transaction&>;
    CallingJob(Work w, Then t) : work(std::move(w)), then(std::move(t)) {}
    Error const* run(Transaction& transaction) override {
        outcome.emplace(work(transaction));
        return *outcome ? nullptr : &outcome->error();
    }
    void answer(Error const* lost) override {
        if (lost) outcome.emplace(*lost);
        then(std::move(*outcome));
        delete this;
    }
    Work work;
    Then then;
    std::optional<Answer> outcome;
};

template <class Work> auto Writer::submit(Work&& work) -> std::invoke_result_t<Work&, Transaction&> {
    if (on_writer_thread()) return conflict("perintah tulis tidak boleh menunggu perintah tulis lain");
    auto& gate = own_gate();
    WaitingJob<std::remove_reference_t<Work>> job(work, gate);
    enqueue(&job);
    gate.wait();
    return std::move(*job.outcome);
}

template <class Work, class Then> void Writer::submit(Work work, Then then) {
    enqueue(new CallingJob<Work, Then>(std::move(work), std::move(then)));
}

} // namespace alur::store
