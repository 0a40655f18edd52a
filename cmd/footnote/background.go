package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/spf13/cobra"
)

const backgroundLog = "embed.log"

// embedCommand is what the background process of index runs.
func (p *program) embedCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "embed",
		Short:   "Complete the embedding of the index",
		Example: "  footnote embed --data DIR",
		Hidden:  true,
		Args:    cobra.NoArgs,
		RunE:    p.action(func(ctx context.Context, _ []string) error { return p.embed(ctx) }),
	}
}

// embedInBackground starts a process of its own that completes the embedding.
// It outlives this one, and writes its log into the data folder.
func (p *program) embedInBackground(ctx context.Context) error {
	binary, err := os.Executable()
	if err != nil {
		return fmt.Errorf("embedding in the background: %w", err)
	}
	log, err := os.OpenFile(filepath.Join(p.config.Data, backgroundLog), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("embedding in the background: %w", err)
	}
	defer log.Close()
	child := exec.Command(binary, append([]string{"embed"}, p.settings...)...)
	child.Stdout, child.Stderr = log, log
	detach(child)
	if err := child.Start(); err != nil {
		return fmt.Errorf("embedding in the background: %w", err)
	}
	p.log.InfoContext(ctx, "embedding in the background", "process", child.Process.Pid, "log", log.Name())
	return child.Process.Release()
}
