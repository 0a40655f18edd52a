package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// A build says what this binary was made from.
type build struct {
	Version  string `json:"version"`
	Revision string `json:"revision"`
	Time     string `json:"time"`
	Modified bool   `json:"modified"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

func buildOf() build {
	b := build{Version: "devel", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		b.Version = v
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Revision = s.Value
		case "vcs.time":
			b.Time = s.Value
		case "vcs.modified":
			b.Modified = s.Value == "true"
		}
	}
	return b
}

// version is one line about the build.
func version() string {
	b := buildOf()
	line := fmt.Sprintf("footnote %s %s %s", b.Version, b.Go, b.Platform)
	if b.Revision != "" {
		line += fmt.Sprintf(" %.12s %s", b.Revision, b.Time)
	}
	if b.Modified {
		line += " modified"
	}
	return line
}

func (p *program) versionCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "version",
		Short:   "Tell what this binary was built from",
		Example: "  footnote version --json",
		Args:    cobra.NoArgs,
		RunE: p.action(func(context.Context, []string) error {
			if p.json {
				return p.printJSON(buildOf())
			}
			return p.print(version() + "\n")
		}),
	}
	p.jsonFlag(cmd)
	return cmd
}
