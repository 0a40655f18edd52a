//go:build unix

package watch

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

// identity tells a file from every other one that is there at the same time.
func identity(info fs.FileInfo) string {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return fmt.Sprint(stat.Dev, " ", stat.Ino)
	}
	return ""
}

// limited reports whether a limit of the system was reached.
func limited(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE)
}
