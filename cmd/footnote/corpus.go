package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"footnote/cmd/footnote/internal/terminal"
	"footnote/corpus/sources"
	"footnote/retrieval"
	"footnote/retrieval/syncer"
)

func (p *program) corpusCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "corpus",
		Short: "Say where the documents come from",
		Long: `Say where the documents come from: sources with a name, a schedule and an
audience. Sources can also stand in the configuration file, as tables
[sources.NAME]. footnote sync reads them; footnote serve does so by itself.`,
		Example: `  footnote corpus add https://docs.example.org/
  footnote corpus list`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(p.corpusAddCommand(), p.corpusRemoveCommand(), p.corpusListCommand(), p.corpusAudienceCommand())
	return cmd
}

func (p *program) corpusAddCommand() *cobra.Command {
	var given sources.Source
	var kind string
	cmd := &cobra.Command{
		Use:   "add LOCATION",
		Short: "Add a source and read it",
		Long: `Add a source and read it: a folder, a file or an archive, a git repository, a
website or a part of one, a feed, the history of a Discord channel. The kind is
guessed from the location. If nothing can be read of it, it is not added.`,
		Example: `  footnote corpus add ~/handbook
  footnote corpus add https://docs.example.org/guide/ --name guide --every 6h
  footnote corpus add https://github.com/example/harbour --folder docs --include "*.md"
  footnote corpus add https://example.org/blog/feed.xml --audience guild:81384788765712384
  footnote corpus add https://discord.com/channels/81384788765712384/381871767846060034`,
		Args: exactlyOne("location"),
		RunE: p.action(func(ctx context.Context, args []string) error {
			return p.addSource(ctx, args[0], kind, given)
		}),
	}
	p.jsonFlag(cmd)
	flags := cmd.Flags()
	flags.StringVar(&given.Name, "name", "", "name of the source (default: made from the location)")
	flags.StringVar(&kind, "kind", "", "files, git, website, feed or discord (default: guessed)")
	flags.DurationVar(&given.Every, "every", 0, "time between two syncs, such as 30m or 6h (default: what is usual for the kind)")
	flags.StringSliceVar(&given.Audience, "audience", nil, "labels of those who may see it, such as guild:ID, channel:ID, role:ID (default: everyone)")
	flags.StringVar(&given.Options.Branch, "branch", "", "branch of a repository (default: its usual one)")
	flags.StringVar(&given.Options.Folder, "folder", "", "only this folder of a repository")
	flags.StringArrayVar(&given.Options.Include, "include", nil, "only paths that match this pattern; may be given several times")
	flags.StringArrayVar(&given.Options.Exclude, "exclude", nil, "no paths that match this pattern; may be given several times")
	flags.IntVar(&given.Options.MaxPages, "max-pages", 0, "how many pages of a website are read (default: a usual limit; 1 for one page only)")
	flags.IntVar(&given.Options.MaxDepth, "max-depth", 0, "how many links deep a website is read (default: a usual limit)")
	flags.BoolVar(&given.Options.AllowPrivate, "allow-private", false, "let addresses be read that are not public, such as those of your own network")
	flags.StringVar(&given.Options.Authors, "authors", "", "how the authors of messages are shown: names, initials or hidden (default: as the server's settings say)")
	flags.BoolVar(&given.Options.NoIgnore, "no-ignore", false, "disregard ignore files")
	completeWords(cmd, "kind", "files", "git", "website", "feed", "discord")
	completeWords(cmd, "authors", "names", "initials", "hidden")
	return cmd
}

// exactlyOne asks for one argument, and says what it is.
func exactlyOne(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 1 {
			return nil
		}
		return fmt.Errorf("%s wants one %s, and was given %d; %[1]s --help shows how", cmd.CommandPath(), what, len(args))
	}
}

func (p *program) addSource(ctx context.Context, location, kind string, given sources.Source) error {
	if kind == string(sources.Upload) {
		return misused("files are handed over on Discord; give the path of the file itself")
	}
	source, err := sources.Of(location, sources.Kind(kind))
	if err != nil {
		return misuse{err}
	}
	if given.Name == "" {
		given.Name = source.Name
	}
	given.Kind, given.Location = source.Kind, source.Location
	if err := given.Check(); err != nil {
		return misuse{err}
	}
	bar := newProgress(p.stderr)
	s, err := p.newSyncer(func(_ string, now retrieval.Progress) { bar.show(now) })
	if err != nil {
		return err
	}
	out, err := s.Add(ctx, given, nil)
	bar.finish()
	if err != nil {
		if out.Problem == nil && errors.Is(err, syncer.ErrEmpty) {
			p.tellOutcome(out)
		}
		return fmt.Errorf("%s was not added: %w", given.Shown(), err)
	}
	sound := p.tellOutcome(out)
	if p.json {
		err = p.printJSON(outcomeOf(out))
	}
	if err == nil && !sound {
		err = errUnsynced
	}
	return err
}

func (p *program) corpusRemoveCommand() *cobra.Command {
	return &cobra.Command{
		Use:               "remove NAME",
		Short:             "Remove a source with all its documents",
		Example:           "  footnote corpus remove handbook",
		Args:              exactlyOne("name of a source"),
		ValidArgsFunction: p.completeSources,
		RunE: p.action(func(ctx context.Context, args []string) error {
			s, err := p.newSyncer(nil)
			if err != nil {
				return err
			}
			if err := s.Remove(ctx, args[0]); err != nil {
				return err
			}
			return p.print(terminal.Line(args[0]) + " is removed\n")
		}),
	}
}

func (p *program) corpusAudienceCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "audience NAME [LABEL...]",
		Short: "Say who may see a source; without a LABEL everyone may",
		Long: `Say who may see a source: those who hold one of the labels. guild:ID is a Discord
server, channel:ID a channel of it, role:ID and user:ID those who have the role
or are the user; of "guild:ID&role:ID" both are needed. A reply that others can
read uses what all of them may see. Without a LABEL everyone may see the source.
Those who may not see it any more do not from this moment on.`,
		Example: `  footnote corpus audience handbook guild:81384788765712384
  footnote corpus audience handbook        # everyone`,
		Args: func(cmd *cobra.Command, args []string) error {
			return exactlyOne("name of a source")(cmd, args[:min(len(args), 1)])
		},
		ValidArgsFunction: p.completeSources,
		RunE: p.action(func(ctx context.Context, args []string) error {
			s, err := p.newSyncer(nil)
			if err != nil {
				return err
			}
			out, err := s.SetAudience(ctx, args[0], args[1:])
			if err != nil {
				return err
			}
			if !p.tellOutcome(out) {
				return errUnsynced
			}
			return nil
		}),
	}
}

func (p *program) corpusListCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the sources, and how they are",
		Example: "  footnote corpus list --json",
		Args:    cobra.NoArgs,
		RunE:    p.action(func(ctx context.Context, _ []string) error { return p.listSources(ctx) }),
	}
	p.jsonFlag(cmd)
	return cmd
}

// statusJSON is the shape of a source that scripts rely on.
type statusJSON struct {
	Name       string   `json:"name"`
	Kind       string   `json:"kind"`
	Location   string   `json:"location"`
	Every      string   `json:"every"`
	Audience   []string `json:"audience"`
	Guild      string   `json:"guild"`
	Configured bool     `json:"configured"`
	Documents  int      `json:"documents"`
	Passages   int      `json:"passages"`
	Synced     string   `json:"synced"`
	Problem    string   `json:"problem"`
	Faults     int      `json:"faults"`
	Held       int      `json:"held"`
}

func (p *program) listSources(ctx context.Context) error {
	registry, err := p.registry()
	if err != nil {
		return err
	}
	entries, err := registry.List(ctx)
	if err != nil {
		return err
	}
	list := []statusJSON{}
	for _, e := range entries {
		s := statusJSON{Name: e.Name, Kind: string(e.Kind), Location: e.Shown(), Every: e.Interval().String(), Audience: append([]string{}, e.Audience...),
			Guild: e.Guild, Configured: e.Configured, Documents: e.State.Documents, Passages: e.State.Passages, Problem: e.State.Problem,
			Faults: e.State.Faults, Held: e.State.Held}
		if !e.State.Synced.IsZero() {
			s.Synced = e.State.Synced.Format(time.RFC3339)
		}
		list = append(list, s)
	}
	if p.json {
		return p.printJSON(map[string]any{"sources": list})
	}
	if len(list) == 0 {
		return p.print("There are no sources yet; footnote corpus add LOCATION adds one.\n")
	}
	var b strings.Builder
	for _, s := range list {
		b.WriteString(p.sourceLines(s))
	}
	return p.print(b.String())
}

// sourceLines show a source: a line, and one more for each thing that is wrong.
func (p *program) sourceLines(s statusJSON) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s %s: %s", p.style.Bold(terminal.Line(s.Name)), s.Kind, terminal.Line(s.Location), count(s.Documents, "document"))
	if s.Synced == "" {
		b.WriteString(", never synced")
	} else {
		b.WriteString(", synced " + s.Synced)
	}
	if len(s.Audience) > 0 {
		b.WriteString(", for " + terminal.Line(strings.Join(s.Audience, ", ")))
	}
	b.WriteString("\n")
	if s.Problem != "" {
		b.WriteString("    " + p.style.Warn(terminal.Line(s.Problem)) + "\n")
	}
	if s.Faults > 0 {
		b.WriteString("    " + count(s.Faults, "document") + " could not be read; footnote sync " + s.Name + " tells why\n")
	}
	if s.Held > 0 {
		fmt.Fprintf(&b, "    %s gone from it are kept; if that is right: footnote sync %s --confirm\n", count(s.Held, "document"), s.Name)
	}
	return b.String()
}
