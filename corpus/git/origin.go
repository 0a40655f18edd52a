package git

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"footnote/corpus"
	"footnote/corpus/sources"
)

// Limits bound what a repository may take. A limit that is 0 is the usual one.
type Limits struct {
	// Fetched is how much may come over the wire in one sync, Unpacked what it
	// may make, Files the size of all files that are read, all in bytes.
	Fetched, Unpacked, Files int64
	// Entries is how many files and folders there may be.
	Entries int
	// Time is how long a sync may take until the files are there to be read.
	Time time.Duration
}

// The usual limits: far beyond what people write, and what a small machine can
// take.
const (
	DefaultFetched  = 1 << 30
	DefaultUnpacked = 2 << 30
	DefaultFiles    = 2 << 30
	DefaultEntries  = 200_000
	DefaultTime     = 15 * time.Minute
)

func (l Limits) orUsual() Limits {
	if l.Fetched <= 0 {
		l.Fetched = DefaultFetched
	}
	if l.Unpacked <= 0 {
		l.Unpacked = DefaultUnpacked
	}
	if l.Files <= 0 {
		l.Files = DefaultFiles
	}
	if l.Entries <= 0 {
		l.Entries = DefaultEntries
	}
	if l.Time <= 0 {
		l.Time = DefaultTime
	}
	return l
}

// An Origin is a repository as a source of documents. One sync at a time.
type Origin struct {
	// Limits may be set before the documents are read.
	Limits Limits

	remote    remote
	branch    string
	selection selection
	transport http.RoundTripper
	files     corpus.Files
	// folder is that of the source, root the checkout in it.
	folder, root string

	addresses        func(path string) string
	held             manifest
	skipped, ignored int
}

// New opens the repository of a source. The transport makes all requests and
// decides which addresses are reached; formats says how files are read, its
// roots are not looked at; folder is the source's own, where the checkout is
// kept. A folder of this machine is read only if the operator added the source,
// and a password goes over http only if private addresses are allowed. Errors
// show no secrets.
func New(transport http.RoundTripper, formats *corpus.Files, folder string, source sources.Source) (*Origin, error) {
	r, err := parseRemote(source.Location)
	options := source.Options
	switch {
	case err != nil:
		return nil, err
	case r.address != nil && transport == nil:
		return nil, errors.New("there is no transport to reach the repository by")
	case r.address == nil && source.Guild != "":
		return nil, errors.New("folders of this machine can be added by its operator only; give an address that begins with https://")
	case r.address != nil && r.address.Scheme == "http" && r.user+r.password != "" && !options.AllowPrivate:
		return nil, errors.New("a password would go over http for all to read; use https")
	}
	within := path.Clean("/" + filepath.ToSlash(options.Folder))[1:]
	if strings.HasPrefix(path.Clean(filepath.ToSlash(options.Folder)), "../") {
		return nil, fmt.Errorf("the folder %q is not in the repository", options.Folder)
	}
	if folder, err = filepath.Abs(folder); err != nil {
		return nil, fmt.Errorf("finding the folder of the source: %w", err)
	}
	o := &Origin{remote: r, branch: options.Branch, transport: transport, files: *formats, folder: folder, root: filepath.Join(folder, checkoutName)}
	o.files.Roots = []string{o.root}
	o.files.NoIgnore = o.files.NoIgnore || options.NoIgnore
	o.selection.folder = within
	o.selection.include.Add([]byte(strings.Join(options.Include, "\n")))
	o.selection.exclude.Add([]byte(strings.Join(options.Exclude, "\n")))
	return o, nil
}

// Documents brings the checkout up to date and yields the documents in it. If
// that cannot be done, it yields one fault, of kind Unread, about all of it.
func (o *Origin) Documents(ctx context.Context) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		refused, err := o.update(ctx)
		switch {
		case ctx.Err() != nil:
			yield(corpus.Document{}, ctx.Err())
			return
		case err != nil:
			yield(corpus.Document{}, &corpus.Fault{Path: o.root, Kind: corpus.Unread, Err: fmt.Errorf("the repository %s could not be read: %w", o.remote, err)})
			return
		}
		for _, name := range refused {
			fault := &corpus.Fault{Path: filepath.Join(o.root, filepath.FromSlash(name)), Err: errors.New("no file can have this name here; rename it in the repository")}
			if !yield(corpus.Document{}, fault) {
				return
			}
		}
		for doc, err := range o.files.Documents(ctx) {
			if err == nil {
				o.locate(&doc)
			}
			if !yield(doc, err) {
				return
			}
		}
	}
}

// Left counts, after Documents, what was passed over: skipped is what holds no
// text, is kept in another repository or with Git LFS, or is a link that leads
// out of the repository; ignored is what ignore files and patterns leave out.
func (o *Origin) Left() (skipped, ignored int) {
	return o.skipped + o.files.Skipped, o.ignored + o.files.Ignored
}

// locate gives a document the address of the page that shows its file, unless
// it names one itself.
func (o *Origin) locate(doc *corpus.Document) {
	below, err := filepath.Rel(o.root, doc.Path)
	if err != nil || doc.URL != "" || o.addresses == nil {
		return
	}
	for at := filepath.ToSlash(below); at != "."; at = path.Dir(at) {
		if _, ok := o.held.files[at]; ok { // and not one in an archive
			doc.URL = o.addresses(at)
			doc.Hash = doc.ContentHash()
			return
		}
	}
}

// update makes the checkout that of the branch's head. It returns the paths of
// files that cannot be here.
func (o *Origin) update(ctx context.Context) (refused []string, err error) {
	limits := o.Limits.orUsual()
	inTime, cancel := context.WithTimeout(ctx, limits.Time)
	defer cancel()
	if err := os.MkdirAll(o.folder, 0o777); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(o.folder)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	refused, err = o.attempt(inTime, root, limits)
	if errors.Is(err, errDamaged) && o.remote.address != nil && inTime.Err() == nil {
		if err := root.RemoveAll(storeName); err != nil {
			return nil, err
		}
		refused, err = o.attempt(inTime, root, limits)
	}
	if inTime.Err() != nil && ctx.Err() == nil {
		return nil, fmt.Errorf("it takes more than %v", limits.Time)
	}
	return refused, err
}

// attempt does the work of update. A panic of the library counts as damage.
func (o *Origin) attempt(ctx context.Context, root *os.Root, limits Limits) (refused []string, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = damage(fmt.Errorf("the library that reads it broke down (%v)", p))
		}
	}()
	was := readManifest(root)
	held := was
	tip, objects, err := o.objects(ctx, &held, limits)
	if err != nil {
		return nil, err
	}
	defer objects.Close()
	what := o.selection
	what.entries = limits.Entries
	l, err := list(ctx, objects, tip.commit, what)
	if err != nil {
		return nil, err
	}
	o.addresses = webAddresses(o.remote.address, tip.branch)
	c := checkout{source: root, manifest: held, limit: limits.Files}
	if key := fmt.Sprintf("1 %s %s", o.remote, tip.branch); c.Key != key {
		c.Key, c.files = key, nil
	}
	c.Commit = tip.commit.String()
	if err := c.become(ctx, l); err != nil {
		return nil, err
	}
	o.held, o.skipped, o.ignored = c.manifest, l.skipped+c.pointers, l.ignored
	if c.manifest.equal(was) {
		return l.refused, nil
	}
	return l.refused, c.save(root)
}
