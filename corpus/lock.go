package corpus

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"
)

// A program that was killed holds its lock until the system has cleared it away.
const (
	grace = 250 * time.Millisecond
	pause = 25 * time.Millisecond
)

// acquire takes the lock that the one writer of a workspace holds, and writes
// the number of this process into it for those who come too late.
func acquire(file string) (*os.File, error) {
	f, err := os.OpenFile(file, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	err = tryLock(f)
	for wait := grace; errors.Is(err, ErrBusy) && wait > 0; wait -= pause {
		time.Sleep(pause)
		err = tryLock(f)
	}
	if err != nil {
		defer f.Close()
		if errors.Is(err, ErrBusy) {
			return nil, fmt.Errorf("%w: %s is writing to it; wait for it to end, or use another workspace with -C", ErrBusy, holder(f))
		}
		return nil, fmt.Errorf("cannot lock %s: %w", file, err)
	}
	// The number only makes a message better: a full disk must not matter here.
	if f.Truncate(0) == nil {
		f.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	}
	return f, nil
}

func holder(f io.Reader) string {
	b, err := io.ReadAll(io.LimitReader(f, 32))
	if pid := strings.TrimSpace(string(b)); err == nil && pid != "" {
		return "another zongjie (process " + pid + ")"
	}
	return "another zongjie"
}
