package website

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"time"

	"footnote/corpus"
	"footnote/corpus/fetch"
	"footnote/corpus/sources"
)

// Defaults of what is read of a site.
const (
	DefaultMaxPages = 2000
	DefaultMaxDepth = 8
	DefaultPause    = 200 * time.Millisecond
)

// Limits of one reading of a site.
const (
	maxTotal   = 1 << 30        // bytes of all bodies that are new
	maxTime    = 12 * time.Hour // that it may take
	maxWait    = time.Minute    // how long a server that asks for it is waited for
	maxParsed  = 16 << 20       // bytes of a page in which links are looked for
	maxTrouble = 20             // failures in a row
	checkpoint = 100            // pages after which the cache is written
)

// Formats read the pages; *corpus.Files does.
type Formats interface {
	ReadData(ctx context.Context, path, id string, data []byte) iter.Seq2[corpus.Document, error]
}

// A Site is an Origin of the kind sources.Website. Range over Documents once at
// a time.
type Site struct {
	// Pause is the least time between two requests; 0 means DefaultPause.
	Pause time.Duration

	client   *fetch.Client
	formats  Formats
	dir      string
	location string
	include  string
	exclude  string
	pages    int
	depth    int
	// backoff is how long is waited before a server that has too much to do is
	// asked again.
	backoff []time.Duration

	skipped, ignored int
}

// New makes a Site of a source. What it was when it was last read is kept in
// dir, which may be removed at any time. One page alone is read if MaxPages is
// 1.
func New(client *fetch.Client, formats Formats, dir string, source sources.Source) (*Site, error) {
	if _, err := newPlace(source.Location); err != nil {
		return nil, err
	}
	if err := client.Check(source.Location); err != nil {
		return nil, err
	}
	s := &Site{client: client, formats: formats, dir: dir, location: source.Location, pages: source.Options.MaxPages, depth: source.Options.MaxDepth,
		include: strings.Join(source.Options.Include, "\n"), exclude: strings.Join(source.Options.Exclude, "\n"),
		backoff: []time.Duration{2 * time.Second, 10 * time.Second}}
	if s.pages <= 0 {
		s.pages = DefaultMaxPages
	}
	if s.depth <= 0 {
		s.depth = DefaultMaxDepth
	}
	return s, nil
}

// Documents yields a document for each page, by its path below the location;
// the first page's is "index". Document.Path is the page's address with the
// location's scheme and host, Document.URL where it is now. Of pages that say
// the same, the first one found is yielded.
//
// Errors are *corpus.Faults, or ctx's. A page that cannot be read this time is
// Unread, if it was read before; so is everything when the first page,
// robots.txt or a sitemap cannot be, when the site stops answering, and when
// pages that differed now all say the same.
func (s *Site) Documents(ctx context.Context) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		s.skipped, s.ignored = 0, 0
		v, err := s.begin(ctx)
		if err != nil {
			yield(corpus.Document{}, &corpus.Fault{Path: s.location, Kind: corpus.Unread, Err: err})
			return
		}
		v.read()
		v.judge()
		v.save()
		if ctx.Err() == nil {
			v.yield(yield)
		}
		s.skipped, s.ignored = v.skipped, v.ignored
		if ctx.Err() != nil {
			yield(corpus.Document{}, ctx.Err())
		}
	}
}

// Left tells, after Documents, how many pages held no text for people, and how
// many were left out since the site or the source's options say so.
func (s *Site) Left() (skipped, ignored int) { return s.skipped, s.ignored }

// begin opens what was known of the site.
func (s *Site) begin(ctx context.Context) (*visit, error) {
	p, err := newPlace(s.location)
	if err != nil {
		return nil, err
	}
	p.include.Add([]byte(s.include))
	p.exclude.Add([]byte(s.exclude))
	c, err := openCache(s.dir)
	if err != nil {
		return nil, fmt.Errorf("what is known of the site cannot be kept: %w", err)
	}
	v := &visit{site: s, ctx: ctx, place: p, cache: c, pause: DefaultPause, started: time.Now(),
		byKey: map[string]*page{}, seen: map[string]bool{}, same: map[string]string{}, maps: map[string]entry{}, keep: map[string]bool{}}
	if s.Pause > 0 {
		v.pause = s.Pause
	}
	return v, nil
}
