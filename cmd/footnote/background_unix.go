//go:build unix

package main

import (
	"os/exec"
	"syscall"
)

// detach gives the process a session of its own, so that closing the terminal
// does not end it.
func detach(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }
