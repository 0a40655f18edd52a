package corpus

import (
	"io/fs"
	"syscall"
)

// changeTime is when the system last noted a change of a file: no program can
// set it back.
func changeTime(info fs.FileInfo) int64 {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0
	}
	return stat.Ctim.Nano()
}
