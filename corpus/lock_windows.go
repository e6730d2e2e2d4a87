package corpus

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// tryLock locks f without waiting. The system frees the lock when the program
// ends, however it ends. The lock lies on one byte far behind the content,
// because nobody else can read the bytes that it covers.
func tryLock(f *os.File) error {
	at := &windows.Overlapped{Offset: 1 << 30}
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, at)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return ErrBusy
	}
	return err
}
