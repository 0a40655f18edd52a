package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"footnote/retrieval/sqlitestore"
)

// indexOptions say how to index.
type indexOptions struct {
	// wait is set when the embedding is waited for, rebuild when all is made
	// anew, noIgnore when ignore files are disregarded.
	wait, rebuild, noIgnore bool
}

func (p *program) indexCommand() *cobra.Command {
	var options indexOptions
	cmd := &cobra.Command{
		Use:   "index [PATH...]",
		Short: "Make the index equal to files and folders",
		Long: `Make the index in the data folder equal to the files and folders named: new and
changed documents are indexed, those that are gone are removed. Without a PATH
those of the last time are taken. Plain text, Markdown, reStructuredText, HTML,
PDF, EPUB, the files of Microsoft Office and LibreOffice, CSV, AsciiDoc, the
source of programs, exports of chats, and JSON Lines in the BEIR form are read,
and what is in zip and tar archives. What .gitignore and .footnoteignore files
in the folders leave out is left out. What cannot be read is told in one line
each, the rest is indexed, and the exit code is 1. Where a server is set for the
embeddings, the passages are sent there, each once; an index that another model
embedded is embedded anew.`,
		Example: `  footnote index ~/notes handbook.md
  footnote index                     # the same paths once more
  footnote index --wait=false ~/wiki # embed in the background
  footnote index --rebuild ~/notes   # start over
  footnote index --no-ignore ~/code  # what .gitignore leaves out as well
  footnote index notes.zip           # what is in an archive`,
		RunE: p.action(func(ctx context.Context, paths []string) error {
			return p.index(ctx, paths, options)
		}),
	}
	p.jsonFlag(cmd)
	cmd.Flags().BoolVar(&options.wait, "wait", true, "wait for the embedding; otherwise it goes on in the background")
	cmd.Flags().BoolVar(&options.rebuild, "rebuild", false, "throw the index away and make it anew")
	cmd.Flags().BoolVar(&options.noIgnore, "no-ignore", false, "disregard .gitignore and .footnoteignore files, this time")
	return cmd
}

func (p *program) index(ctx context.Context, paths []string, options indexOptions) error {
	roots, err := p.roots(ctx, paths)
	if err != nil {
		return err
	}
	store, err := p.openToWrite(ctx, options.rebuild, len(paths) > 0)
	if err != nil {
		return err
	}
	report, err := p.indexRoots(ctx, store, p.config.Data, roots, options)
	if closed := store.Close(); closed != nil || err != nil && !errors.Is(err, errUnembedded) {
		return errors.Join(err, closed)
	}
	if report.background = report.Pending > 0 && !options.wait; report.background {
		if err := p.embedInBackground(ctx); err != nil {
			return err
		}
	}
	if err := errors.Join(p.showReport(report), err); err != nil {
		return err
	}
	if n := len(report.Faults); n > 0 {
		return fmt.Errorf("%s, told above; everything else is indexed", count(n, "fault"))
	}
	return nil
}

// roots are the files and folders to index: those named, or those of the last
// time. One of them at least must be there, lest a slip of the pen empties the
// index.
func (p *program) roots(ctx context.Context, paths []string) ([]string, error) {
	roots, err := p.namedOrKnown(ctx, paths)
	if err != nil {
		return nil, err
	}
	for i, root := range roots {
		if roots[i], err = filepath.Abs(root); err != nil {
			return nil, fmt.Errorf("finding %s: %w", root, err)
		}
	}
	if !slices.ContainsFunc(roots, func(root string) bool {
		_, err := os.Lstat(root)
		return err == nil
	}) {
		return nil, fmt.Errorf("%s: there is no such file or folder; check the path. The index is as it was", roots[0])
	}
	return roots, nil
}

func (p *program) namedOrKnown(ctx context.Context, paths []string) ([]string, error) {
	if slices.Contains(paths, "") {
		return nil, misused("a PATH is empty; name files or folders")
	}
	if len(paths) > 0 {
		return slices.Clone(paths), nil
	}
	nothing := misused("nothing was indexed in %s yet; name files or folders: footnote index PATH...", p.config.Data)
	store, err := sqlitestore.Open(ctx, p.config.Data, sqlitestore.Read)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nothing
	}
	if err != nil {
		return nil, err
	}
	state, err := store.State(ctx)
	if err := errors.Join(err, store.Close()); err != nil {
		return nil, err
	}
	if len(state.Roots) == 0 {
		return nil, nothing
	}
	return state.Roots, nil
}

// openToWrite opens the store of the data folder. One of an older layout is
// made anew when what goes into it is named.
func (p *program) openToWrite(ctx context.Context, rebuild, named bool) (*sqlitestore.Store, error) {
	if !rebuild {
		store, err := sqlitestore.Open(ctx, p.config.Data, sqlitestore.Write)
		if !named || !errors.Is(err, sqlitestore.ErrLayout) {
			return store, err
		}
	}
	if err := sqlitestore.Remove(ctx, p.config.Data); err != nil {
		return nil, err
	}
	if !rebuild {
		p.notice("the index in %s was made by another version of footnote; it is made anew", p.config.Data)
	}
	return sqlitestore.Open(ctx, p.config.Data, sqlitestore.Write)
}
