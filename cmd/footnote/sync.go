package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"footnote/cmd/footnote/internal/terminal"
	"footnote/retrieval"
	"footnote/retrieval/syncer"
)

func (p *program) syncCommand() *cobra.Command {
	var confirm, watch bool
	cmd := &cobra.Command{
		Use:   "sync [NAME...]",
		Short: "Make the index equal to its sources",
		Long: `Make the index equal to the sources named, or to all of them: new, changed and
renamed documents are indexed, those that are gone are removed, each at the cost
of its own work. A source that cannot be reached keeps what was known of it. One
that lost most of its documents since the last time keeps them until that is
confirmed with --confirm. The exit code is 1 if anything could not be read, or
waits. footnote corpus lists the sources; footnote serve syncs them by itself, and
so does footnote sync --watch until it is interrupted: by their schedules, and
files as soon as they change.`,
		Example: `  footnote sync
  footnote sync handbook wiki
  footnote sync handbook --confirm   # its documents are gone on purpose
  footnote sync --watch              # keep it so; what happens is logged`,
		ValidArgsFunction: p.completeSources,
		RunE: p.action(func(ctx context.Context, names []string) error {
			if watch {
				return p.keepSynced(ctx)
			}
			return p.sync(ctx, names, confirm)
		}),
	}
	p.jsonFlag(cmd)
	cmd.Flags().BoolVar(&confirm, "confirm", false, "remove what is gone, even if that is most of a source")
	cmd.Flags().BoolVar(&watch, "watch", false, "go on until interrupted: sync by schedule, and files when they change")
	cmd.MarkFlagsMutuallyExclusive("watch", "confirm")
	cmd.MarkFlagsMutuallyExclusive("watch", "json")
	return cmd
}

// errUnsynced ends a command that told what is wrong with its sources.
var errUnsynced = errors.New("not all is as it should be, as told above")

func (p *program) sync(ctx context.Context, names []string, confirm bool) error {
	bar := newProgress(p.stderr)
	defer bar.finish()
	s, err := p.newSyncer(func(_ string, now retrieval.Progress) { bar.show(now) })
	if err != nil {
		return err
	}
	if len(names) == 0 {
		if names, err = p.allSources(ctx, s, confirm); err != nil {
			return err
		}
	}
	results, sound := []outcomeJSON{}, true
	for _, name := range names {
		out, err := s.Sync(ctx, name, confirm)
		bar.finish()
		if err != nil {
			return err
		}
		sound = p.tellOutcome(out) && sound
		results = append(results, outcomeOf(out))
	}
	if p.json {
		if err := p.printJSON(map[string]any{"sources": results}); err != nil {
			return err
		}
	}
	if !sound {
		return errUnsynced
	}
	return nil
}

// keepSynced syncs all sources until it is interrupted.
func (p *program) keepSynced(ctx context.Context) error {
	p.logServing()
	s, err := p.newSyncer(nil)
	if err != nil {
		return err
	}
	return s.Run(ctx)
}

// allSources are the names of all sources. Removals that were cut short are
// completed; documents whose source is gone from the list are told, and removed
// if that is confirmed.
func (p *program) allSources(ctx context.Context, s *syncer.Syncer, confirm bool) (names []string, err error) {
	all, err := s.Sources(ctx)
	if err != nil {
		return nil, err
	}
	for _, source := range all {
		if !source.Removing {
			names = append(names, source.Name)
		} else if err := s.Remove(ctx, source.Name); err != nil {
			return nil, err
		}
	}
	orphans, err := s.Orphans(ctx)
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(orphans)) {
		if !confirm {
			p.notice("the index holds %s of %s, which is no source any more; to remove: footnote corpus remove %[2]s", count(orphans[name], "document"), name)
		} else if err := s.Remove(ctx, name); err != nil {
			return nil, err
		}
	}
	if len(names) == 0 {
		return nil, misused("there are no sources; name some: footnote corpus add LOCATION, or footnote index PATH...")
	}
	return names, nil
}

// outcomeJSON is the shape of an outcome that scripts rely on.
type outcomeJSON struct {
	Source    string       `json:"source"`
	Added     int          `json:"added"`
	Changed   int          `json:"changed"`
	Renamed   int          `json:"renamed"`
	Removed   int          `json:"removed"`
	Unchanged int          `json:"unchanged"`
	Kept      int          `json:"kept"`
	Held      []string     `json:"held"`
	Skipped   int          `json:"skipped"`
	Ignored   int          `json:"ignored"`
	Documents int          `json:"documents"`
	Passages  int          `json:"passages"`
	Problem   string       `json:"problem"`
	Faults    []indexFault `json:"faults"`
	Seconds   float64      `json:"seconds"`
}

func outcomeOf(o syncer.Outcome) outcomeJSON {
	out := outcomeJSON{Source: o.Source, Added: o.Added, Changed: o.Changed, Renamed: o.Renamed, Removed: o.Removed, Unchanged: o.Unchanged, Kept: o.Kept,
		Held: append([]string{}, o.Held...), Skipped: o.Skipped, Ignored: o.Ignored, Documents: o.Documents, Passages: o.Passages,
		Faults: faultsOf(o.Faults), Seconds: o.Took.Seconds()}
	if o.Problem != nil {
		out.Problem = o.Problem.Error()
	}
	return out
}

// tellOutcome tells what is wrong on standard error and the rest, unless JSON is
// wanted, on standard output. It reports whether all is well.
func (p *program) tellOutcome(o syncer.Outcome) bool {
	name := sourceName(o.Source)
	switch {
	case o.Problem != nil:
		p.notice("%s: %v. What was known of it stays", name, o.Problem)
	default:
		for _, f := range o.Faults {
			p.notice("%s", f.Error())
		}
	}
	if n := len(o.Held); n > 0 {
		p.notice("%s: %d of %s are gone from it, such as %s; they are kept. If that is right: footnote sync %s--confirm",
			name, n, count(o.Documents, "document"), o.Held[0], strings.TrimPrefix(o.Source+" ", " "))
	}
	if !p.json {
		_ = p.print(terminal.Line(name+": "+outcomeLine(o)) + "\n")
	}
	return o.Problem == nil && len(o.Faults)+len(o.Held) == 0
}

// sourceName is how a source is called to people.
func sourceName(name string) string {
	if name == syncer.Unnamed {
		return "indexed paths"
	}
	return name
}

// outcomeLine tells an outcome in one line.
func outcomeLine(o syncer.Outcome) string {
	var b strings.Builder
	b.WriteString(count(o.Documents, "document") + ", " + count(o.Passages, "passage"))
	if !o.Wrote() {
		b.WriteString(", unchanged")
	} else {
		fmt.Fprintf(&b, ": %d added, %d changed, %d removed, %d unchanged", o.Added, o.Changed, o.Removed, o.Unchanged)
		if o.Renamed > 0 {
			fmt.Fprintf(&b, ", %d renamed", o.Renamed)
		}
	}
	if o.Kept > 0 {
		fmt.Fprintf(&b, "; %s kept that could not be read", count(o.Kept, "document"))
	}
	if o.Skipped > 0 {
		fmt.Fprintf(&b, "; %s without text skipped", count(o.Skipped, "file"))
	}
	if o.Ignored > 0 {
		fmt.Fprintf(&b, "; %d left out", o.Ignored)
	}
	fmt.Fprintf(&b, " (%.1f s)", o.Took.Seconds())
	return b.String()
}

// completeSources gives the names of sources to the shell.
func (p *program) completeSources(cmd *cobra.Command, _ []string, prefix string) ([]string, cobra.ShellCompDirective) {
	if p.configure(cmd) != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	registry, err := p.registry()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	entries, _ := registry.List(cmd.Context())
	var names []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name, prefix) {
			names = append(names, e.Name+"\t"+e.Shown())
		}
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}
