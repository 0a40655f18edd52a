package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"footnote/cmd/footnote/internal/terminal"
	"footnote/config"
)

// The exit codes, which scripts rely on.
const (
	exitAnswered = 0
	exitFailed   = 1
	exitMisused  = 2
	exitRefused  = 3
)

// errRefused ends a command whose answer, already printed, is a refusal.
var errRefused = errors.New("refused")

// misuse is an error in how the program was called.
type misuse struct{ error }

func misused(format string, args ...any) error { return misuse{fmt.Errorf(format, args...)} }

// exitCode is the one place where an error becomes a message for people.
func (p *program) exitCode(err error) int {
	if err == nil {
		return exitAnswered
	}
	if errors.Is(err, errRefused) {
		return exitRefused
	}
	if errors.Is(err, errFaults) {
		return exitFailed
	}
	if p.log != nil {
		p.log.Error("command failed", "error", err)
	}
	for _, line := range messages(err) {
		fmt.Fprintln(p.stderr, "footnote: "+terminal.Line(line))
	}
	if errors.As(err, new(misuse)) || !p.started {
		return exitMisused
	}
	return exitFailed
}

func messages(err error) []string {
	var faults config.Faults
	switch {
	case errors.As(err, &faults):
		return strings.Split(faults.Error(), "\n")
	case errors.Is(err, errNoToken):
		return strings.Split(errNoToken.Error(), "\n")
	case errors.Is(err, context.Canceled):
		return []string{"interrupted"}
	case errors.Is(err, syscall.ENOTDIR):
		return []string{err.Error() + "; name a folder, not a file"}
	case errors.Is(err, fs.ErrPermission):
		return []string{err.Error() + "; get the right to it, or name another place"}
	}
	return []string{err.Error()}
}
