#pragma once
#include <atomic>
#include <cstring>
#include <sqlite3.h>
#include <string>

namespace alur::store {

/// A disk that misbehaves on demand: an SQLite VFS (named `faulty`) in front of the real one. One for all tests; give
/// `vfs = FaultyDisk::name()` to the database and plan the fault when it is open.
class FaultyDisk {
  public:
    static std::string name() {
        instance();
        return "faulty";
    }
    /// After so many more writes the disk is full, until heal(). Negative: never.
    static void full_after(int writes) { instance().writes_left_ = writes; }
    /// After so many more syncs they fail, until heal(). Negative: never.
    static void syncs_fail_after(int syncs) { instance().syncs_left_ = syncs; }
    static void heal() {
        instance().writes_left_ = -1;
        instance().syncs_left_ = -1;
    }
    /// Syncs since the program began.
    static int syncs() { return instance().syncs_; }

  private:
    struct File {
        sqlite3_file base;
        sqlite3_file* real;
    };

    static FaultyDisk& instance() {
        static FaultyDisk disk;
        return disk;
    }

    FaultyDisk() {
        real_ = sqlite3_vfs_find(nullptr);
        vfs_ = *real_;
        vfs_.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
        vfs_.zName = "faulty";
        vfs_.pNext = nullptr;
        vfs_.xOpen = open;
        sqlite3_vfs_register(&vfs_, 0);
        methods_.iVersion = 3;
        methods_.xClose = [](sqlite3_file* f) {
            auto* real = of(f);
            return real->pMethods ? real->pMethods->xClose(real) : SQLITE_OK;
        };
        methods_.xRead = [](sqlite3_file* f, void* to, int n, sqlite3_int64 at) {
            return of(f)->pMethods->xRead(of(f), to, n, at);
        };
        methods_.xWrite = [](sqlite3_file* f, void const* from, int n, sqlite3_int64 at) {
            return used_up(instance().writes_left_) ? SQLITE_FULL : of(f)->pMethods->xWrite(of(f), from, n, at);
        };
        methods_.xTruncate = [](sqlite3_file* f, sqlite3_int64 n) { return of(f)->pMethods->xTruncate(of(f), n); };
        methods_.xSync = [](sqlite3_file* f, int flags) {
            ++instance().syncs_;
            return used_up(instance().syncs_left_) ? SQLITE_IOERR_FSYNC : of(f)->pMethods->xSync(of(f), flags);
        };
        methods_.xFileSize = [](sqlite3_file* f, sqlite3_int64* n) { return of(f)->pMethods->xFileSize(of(f), n); };
        methods_.xLock = [](sqlite3_file* f, int how) { return of(f)->pMethods->xLock(of(f), how); };
        methods_.xUnlock = [](sqlite3_file* f, int how) { return of(f)->pMethods->xUnlock(of(f), how); };
        methods_.xCheckReservedLock = [](sqlite3_file* f, int* out) {
            return of(f)->pMethods->xCheckReservedLock(of(f), out);
        };
        methods_.xFileControl = [](sqlite3_file* f, int op, void* arg) {
            return of(f)->pMethods->xFileControl(of(f), op, arg);
        };
        methods_.xSectorSize = [](sqlite3_file* f) { return of(f)->pMethods->xSectorSize(of(f)); };
        methods_.xDeviceCharacteristics = [](sqlite3_file* f) {
            return of(f)->pMethods->xDeviceCharacteristics(of(f));
        };
        methods_.xShmMap = [](sqlite3_file* f, int page, int size, int extend, void volatile** out) {
            return of(f)->pMethods->xShmMap(of(f), page, size, extend, out);
        };
        methods_.xShmLock = [](sqlite3_file* f, int offset, int n, int flags) {
            return of(f)->pMethods->xShmLock(of(f), offset, n, flags);
        };
        methods_.xShmBarrier = [](sqlite3_file* f) { of(f)->pMethods->xShmBarrier(of(f)); };
        methods_.xShmUnmap = [](sqlite3_file* f, int remove) { return of(f)->pMethods->xShmUnmap(of(f), remove); };
        methods_.xFetch = [](sqlite3_file* f, sqlite3_int64 at, int n, void** out) {
            return of(f)->pMethods->xFetch(of(f), at, n, out);
        };
        methods_.xUnfetch = [](sqlite3_file* f, sqlite3_int64 at, void* page) {
            return of(f)->pMethods->xUnfetch(of(f), at, page);
        };
    }

    static sqlite3_file* of(sqlite3_file* file) { return reinterpret_cast<File*>(file)->real; }
    static bool used_up(std::atomic<int>& left) {
        if (left < 0) return false;
        if (left == 0) return true;
        --left;
        return false;
    }
    static int open(sqlite3_vfs* /*vfs*/, char const* name, sqlite3_file* file, int flags, int* out_flags) {
        auto* outer = reinterpret_cast<File*>(file);
        outer->real = reinterpret_cast<sqlite3_file*>(outer + 1);
        std::memset(outer->real, 0, static_cast<std::size_t>(instance().real_->szOsFile));
        int const code = instance().real_->xOpen(instance().real_, name, outer->real, flags, out_flags);
        outer->base.pMethods = code == SQLITE_OK ? &instance().methods_ : nullptr;
        return code;
    }

    sqlite3_vfs* real_ = nullptr;
    sqlite3_vfs vfs_{};
    sqlite3_io_methods methods_{};
    std::atomic<int> writes_left_{-1};
    std::atomic<int> syncs_left_{-1};
    std::atomic<int> syncs_{0};
};

} // namespace alur::store
