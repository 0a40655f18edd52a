// Footnote answers questions about a corpus and proves every answer with
// verbatim, cited passages.
//
// This command is the one binary of the project: it reads the configuration,
// wires the parts together and shows what they give.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"slices"
	"syscall"
)

func main() {
	os.Exit(run(context.Background(), os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole program but for the process around it, and returns the exit
// code.
func run(ctx context.Context, args []string, getenv func(string) string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	// A second signal ends the process at once.
	context.AfterFunc(ctx, stop)
	defer stop()
	p := &program{getenv: getenv, stdin: stdin, stdout: stdout, stderr: stderr}
	root := p.rootCommand()
	// Not nil: cobra would read the arguments of the process instead.
	root.SetArgs(slices.Concat([]string{}, args))
	return p.exitCode(root.ExecuteContext(ctx))
}
