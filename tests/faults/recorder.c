/* Records what a process does to the files under one folder, in the order in which it does it; see power.py.
 *
 * Loaded with LD_PRELOAD. RECORD_FOLDER: the folder. RECORD_TO: the file that gets the records.
 * FAULT_FILE: needs no RECORD_TO. What stands in that file happens from then on, until it is gone:
 * "readonly": nothing can be written in the folder; "slow 300": every fsync takes 300 ms longer.
 *
 * A record is: kind (1 byte), length of the first text (4), length of the rest (4), inode (8), offset (8), both texts.
 *   C created  M folder made  L linked  R renamed  U unlinked  W written  T truncated
 *   S fsync begun  E fsync done (offset: number of the record S)  ! something that the process says itself
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#undef open
#undef open64
#undef pwrite
#undef pwrite64
#undef ftruncate
#undef ftruncate64

#define DESCRIPTORS 4096
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static char *path_of[DESCRIPTORS];
static const char *folder;
static size_t folder_length;
static int record = -1;
static const char *fault_file;
static int64_t number; /* of the next record */

__attribute__((constructor)) static void begin(void) {
    const char *to = getenv("RECORD_TO");
    fault_file = getenv("FAULT_FILE");
    folder = getenv("RECORD_FOLDER");
    folder_length = folder ? strlen(folder) : 0;
    if (folder && to) record = REAL(open)(to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* Milliseconds to wait at an fsync; -1 when nothing can be written. */
static long fault(void) {
    char said[32] = "";
    int kept = errno, file = fault_file ? REAL(open)(fault_file, O_RDONLY | O_CLOEXEC) : -1;
    if (file >= 0) {
        ssize_t length = read(file, said, sizeof said - 1);
        said[length > 0 ? length : 0] = 0;
        REAL(close)(file);
    }
    errno = kept;
    if (strncmp(said, "readonly", 8) == 0) return -1;
    return strncmp(said, "slow ", 5) == 0 ? atol(said + 5) : 0;
}

static int refused(void) {
    if (!fault_file || fault() != -1) return 0;
    errno = EROFS;
    return 1;
}

static int inside(const char *path) {
    return folder && path && strncmp(path, folder, folder_length) == 0 && (path[folder_length] == '/' || !path[folder_length]);
}

static const char *known(int fd) { return fd >= 0 && fd < DESCRIPTORS ? path_of[fd] : NULL; }

static int64_t inode_of(int fd) {
    struct stat about;
    return fstat(fd, &about) == 0 ? (int64_t)about.st_ino : 0;
}

static int64_t inode_at(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 ? (int64_t)about.st_ino : 0;
}

static void put(const void *what, size_t length) {
    const char *rest = what;
    while (length) {
        ssize_t done = REAL(write)(record, rest, length);
        if (done < 0) {
            if (errno == EINTR) continue;
            abort(); /* a recording with a gap would prove nothing */
        }
        rest += done;
        length -= (size_t)done;
    }
}

/* Called with the lock held; keeps errno. */
static int64_t note(char kind, int64_t inode, int64_t offset, const char *text, const void *rest, size_t length) {
    int kept = errno;
    uint32_t lengths[2] = {(uint32_t)(text ? strlen(text) : 0), (uint32_t)length};
    int64_t places[2] = {inode, offset};
    put(&kind, 1);
    put(lengths, sizeof lengths);
    put(places, sizeof places);
    if (lengths[0]) put(text, lengths[0]);
    if (length) put(rest, length);
    errno = kept;
    return number++;
}

#define LOCKED pthread_mutex_lock(&one_at_a_time)
#define FREE pthread_mutex_unlock(&one_at_a_time)

/* For the process itself: everything that was confirmed before this stands before it in the recording. */
void recorder_say(const char *text) {
    if (record < 0) return;
    LOCKED;
    note('!', 0, 0, text, NULL, 0);
    FREE;
}

static int opened(const char *path, int flags, mode_t mode) {
    if (!inside(path) || record < 0) {
        if (fault_file && inside(path) && flags & (O_WRONLY | O_RDWR) && refused()) return -1;
        int other = REAL(open)(path, flags, mode);
        if (fault_file && inside(path) && other >= 0 && other < DESCRIPTORS && !path_of[other]) path_of[other] = strdup(path);
        return other;
    }
    LOCKED;
    int was_there = access(path, F_OK) == 0;
    int fd = REAL(open)(path, flags, mode);
    if (fd >= 0) {
        if (fd >= DESCRIPTORS) abort();
        free(path_of[fd]);
        path_of[fd] = strdup(path);
        if (!was_there) note('C', inode_of(fd), 0, path, NULL, 0);
        else if (flags & O_TRUNC) note('T', inode_of(fd), 0, path, NULL, 0);
    }
    FREE;
    return fd;
}

#define OPEN(name)                                     \
    int name(const char *path, int flags, ...) {       \
        mode_t mode = 0;                               \
        if (flags & (O_CREAT | O_TMPFILE)) {           \
            va_list more;                              \
            va_start(more, flags);                     \
            mode = (mode_t)va_arg(more, int);          \
            va_end(more);                              \
        }                                              \
        return opened(path, flags, mode);              \
    }
OPEN(open)
OPEN(open64)

int close(int fd) {
    if (fd >= 0 && fd < DESCRIPTORS && path_of[fd]) {
        LOCKED;
        free(path_of[fd]);
        path_of[fd] = NULL;
        FREE;
    }
    return REAL(close)(fd);
}

static ssize_t written_at(int fd, const void *what, size_t length, off_t offset) {
    if (known(fd) && refused()) return -1;
    if (!known(fd) || record < 0) return REAL(pwrite64)(fd, what, length, offset);
    LOCKED;
    ssize_t done = REAL(pwrite64)(fd, what, length, offset);
    if (done > 0) note('W', inode_of(fd), offset, known(fd), what, (size_t)done);
    FREE;
    return done;
}
ssize_t pwrite(int fd, const void *what, size_t length, off_t offset) { return written_at(fd, what, length, offset); }
ssize_t pwrite64(int fd, const void *what, size_t length, off64_t offset) { return written_at(fd, what, length, offset); }

ssize_t write(int fd, const void *what, size_t length) {
    if (known(fd) && refused()) return -1;
    if (!known(fd) || record < 0) return REAL(write)(fd, what, length);
    LOCKED;
    struct stat about;
    int64_t offset = fcntl(fd, F_GETFL) & O_APPEND && fstat(fd, &about) == 0 ? about.st_size : lseek(fd, 0, SEEK_CUR);
    ssize_t done = REAL(write)(fd, what, length);
    if (done > 0) note('W', inode_of(fd), offset, known(fd), what, (size_t)done);
    FREE;
    return done;
}

static int cut_to(int fd, off_t length) {
    if (!known(fd) || record < 0) return REAL(ftruncate64)(fd, length);
    LOCKED;
    int done = REAL(ftruncate64)(fd, length);
    if (done == 0) note('T', inode_of(fd), length, known(fd), NULL, 0);
    FREE;
    return done;
}
int ftruncate(int fd, off_t length) { return cut_to(fd, length); }
int ftruncate64(int fd, off64_t length) { return cut_to(fd, length); }

static int synced(int fd, int (*sync)(int)) {
    if (!known(fd)) return sync(fd);
    long wait = fault_file ? fault() : 0;
    if (wait > 0) {
        struct timespec pause = {wait / 1000, (wait % 1000) * 1000000};
        nanosleep(&pause, NULL);
    }
    if (record < 0) return sync(fd);
    LOCKED;
    int64_t begun = note('S', inode_of(fd), 0, known(fd), NULL, 0);
    FREE;
    int done = sync(fd);
    if (done == 0) {
        LOCKED;
        note('E', inode_of(fd), begun, known(fd), NULL, 0);
        FREE;
    }
    return done;
}
int fsync(int fd) { return synced(fd, REAL(fsync)); }
int fdatasync(int fd) { return synced(fd, REAL(fdatasync)); }

static int changed_name(char kind, const char *path, const char *other, int (*change)(const char *, const char *)) {
    const char *place = inside(path) ? path : other;
    if (!inside(place) || record < 0) return change(path, other);
    LOCKED;
    int done = change(path, other);
    if (done == 0) note(kind, kind == 'U' ? 0 : inode_at(other), 0, path, other ? other : "", other ? strlen(other) : 0);
    FREE;
    return done;
}
static int only_unlink(const char *path, const char *unused) { (void)unused; return REAL(unlink)(path); }
int rename(const char *path, const char *other) { return changed_name('R', path, other, REAL(rename)); }
int link(const char *path, const char *other) { return changed_name('L', path, other, REAL(link)); }
int unlink(const char *path) { return changed_name('U', path, NULL, only_unlink); }

int mkdir(const char *path, mode_t mode) {
    if (!inside(path) || record < 0) return REAL(mkdir)(path, mode);
    LOCKED;
    int done = REAL(mkdir)(path, mode);
    if (done == 0) note('M', inode_at(path), 0, path, NULL, 0);
    FREE;
    return done;
}
