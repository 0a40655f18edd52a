package kernel

import "syscall"

// tilesAllowed asks the system to save the tile registers of this process when
// it switches threads, without which they may not be used.
func tilesAllowed() bool {
	const (
		requestPermission = 0x1023 // ARCH_REQ_XCOMP_PERM
		tileData          = 18     // XFEATURE_XTILEDATA
	)
	_, _, errno := syscall.RawSyscall(syscall.SYS_ARCH_PRCTL, requestPermission, tileData, 0)
	return errno == 0
}
