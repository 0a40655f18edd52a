package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"strings"

	"footnote/corpus"
	"footnote/corpus/archive"
	"footnote/corpus/feed"
	"footnote/corpus/fetch"
	"footnote/corpus/git"
	"footnote/corpus/sources"
	"footnote/corpus/website"
	"footnote/retrieval/syncer"
)

// An opener opens a source to be read once.
type opener func(ctx context.Context, o syncer.Opening) (sources.Origin, error)

// openSource opens a source of any kind; channel opens those of Discord.
func (p *program) openSource(channel opener) opener {
	return func(ctx context.Context, o syncer.Opening) (sources.Origin, error) {
		if o.Kind == sources.Discord {
			return channel(ctx, o)
		}
		return p.openReadable(ctx, o)
	}
}

// openReadable opens a source that consists of files in the widest sense.
func (p *program) openReadable(ctx context.Context, o syncer.Opening) (sources.Origin, error) {
	formats, done := readers(p.config.Data)
	files := &corpus.Files{Readers: formats, Archives: archive.Unpackers(archive.SourceLimits), Memory: o.Memory, NoIgnore: o.Options.NoIgnore}
	origin, err := p.originOf(ctx, o, files)
	if err != nil {
		done()
		return nil, err
	}
	return opened{origin, done}, nil
}

// An opened origin gives back what reads its formats.
type opened struct {
	sources.Origin
	done func()
}

// Close gives it back.
func (o opened) Close() error {
	o.done()
	return nil
}

// Left tells what the origin passed over.
func (o opened) Left() (skipped, ignored int) {
	if l, ok := o.Origin.(interface{ Left() (int, int) }); ok {
		return l.Left()
	}
	return 0, 0
}

func (p *program) originOf(ctx context.Context, o syncer.Opening, files *corpus.Files) (sources.Origin, error) {
	switch o.Kind {
	case sources.Files:
		return p.folders(ctx, o, files)
	case sources.Upload:
		files.Roots = []string{filepath.Join(o.Dir, syncer.UploadFolder)}
		return fileOrigin{files}, nil
	}
	client := fetch.New(fetch.Options{AllowPrivate: o.Options.AllowPrivate, UserAgent: userAgent(), Turns: &p.turns})
	switch o.Kind {
	case sources.Git:
		return git.New(client.Transport(), files, o.Dir, o.Source)
	case sources.Website:
		return website.New(client, files, o.Dir, o.Source)
	case sources.Feed:
		return feed.New(client, o.Dir, o.Source)
	}
	return nil, fmt.Errorf("there is no kind of source %q", o.Kind)
}

// folders are files and folders of this machine, which only its operator names.
func (p *program) folders(ctx context.Context, o syncer.Opening, files *corpus.Files) (sources.Origin, error) {
	if o.Guild != "" {
		return nil, errors.New("files of this machine can be added by its operator only")
	}
	files.Roots = []string{o.Location}
	files.Include, files.Exclude = o.Options.Include, o.Options.Exclude
	if o.Name == syncer.Unnamed {
		roots, err := p.indexedRoots(ctx)
		if err != nil {
			return nil, err
		}
		files.Roots = roots
	}
	return fileOrigin{files}.outside(p.config.Data), nil
}

// A fileOrigin is files and folders as an origin.
type fileOrigin struct{ *corpus.Files }

// Left tells what the walk passed over.
func (f fileOrigin) Left() (skipped, ignored int) { return f.Skipped, f.Ignored }

// outside leaves out what stands in the folder of the index itself.
func (f fileOrigin) outside(dir string) sources.Origin { return outsideOrigin{f, dir} }

type outsideOrigin struct {
	fileOrigin
	dir string
}

// Documents yields what stands elsewhere.
func (o outsideOrigin) Documents(ctx context.Context) iter.Seq2[corpus.Document, error] {
	return outside(o.dir, o.fileOrigin.Documents(ctx))
}

// userAgent is what web servers are told.
func userAgent() string { return "Footnote/" + strings.Trim(buildOf().Version, "()") }
