// The few calls of Linux that Swift's Glibc module leaves out, because they are variadic or behind _GNU_SOURCE.
#include <malloc.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

// renameat2(2) with RENAME_NOREPLACE, inside one folder.
static inline int linux_rename_no_replace(int folder, const char *from, const char *to) {
  return (int)syscall(SYS_renameat2, folder, from, folder, to, 1u);
}

// prctl(2): no core dump of this process, and no other process of this user may attach to it.
static inline int linux_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

// mallopt(3): blocks up to `block` bytes come from the heap, which gives memory back only beyond `total` free bytes.
static inline void linux_keep_freed_memory(int block, int total) {
  mallopt(M_MMAP_THRESHOLD, block);
  mallopt(M_TRIM_THRESHOLD, total);
}

// sync_file_range(2) with SYNC_FILE_RANGE_WRITE: dirty pages of the file are on their way to the disk, unwaited for.
static inline int linux_start_writing(int file) { return (int)syscall(SYS_sync_file_range, file, 0l, 0l, 2u); }
