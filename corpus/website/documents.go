package website

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"
	"time"

	"footnote/corpus"
)

// many is how many pages that say the same are worth a word.
const many = 5

// yield gives the documents of the pages, and the faults.
func (v *visit) yield(yield func(corpus.Document, error) bool) {
	if v.down != nil {
		v.faults = append(v.faults, &corpus.Fault{Path: v.place.root, Kind: corpus.Unread, Err: v.down})
	}
	if v.cut > 0 {
		v.faults = append(v.faults, &corpus.Fault{Path: v.place.path(v.place.start), Kind: corpus.Doubtful,
			Err: fmt.Errorf("the site has more than the %d pages that are read, at least %d; raise max_pages, or name a part of it", v.site.pages, len(v.pages)+v.cut)})
	}
	for _, fault := range v.faults {
		if !yield(corpus.Document{}, fault) {
			return
		}
	}
	if v.broken() {
		return
	}
	d := documents{visit: v, yield: yield, ids: map[string]bool{}, texts: map[[sha256.Size]byte]*twin{}}
	for _, p := range v.pages {
		if v.ctx.Err() != nil || !p.out && !d.page(p) {
			return
		}
	}
	for _, t := range d.twins {
		if t.more >= many && !yield(corpus.Document{}, &corpus.Fault{Path: t.path, Kind: corpus.Doubtful,
			Err: fmt.Errorf("%d other pages say the same and are left out; the site may answer every address with one page", t.more)}) {
			return
		}
	}
}

// documents are those that were yielded of a site.
type documents struct {
	visit *visit
	yield func(corpus.Document, error) bool
	ids   map[string]bool
	texts map[[sha256.Size]byte]*twin
	twins []*twin
}

// A twin is a document with the number of others that say the same.
type twin struct {
	path string
	more int
}

// page yields the documents of a page. It reports whether to go on.
func (d *documents) page(p *page) bool {
	v := d.visit
	data, ok := v.cache.body(p.entry.Body)
	if !ok {
		return d.yield(corpus.Document{}, &corpus.Fault{Path: v.place.path(p.key), Kind: corpus.Unread, Err: errors.New("was lost from the folder in which pages are kept; it is read again the next time")})
	}
	id := v.place.id(p.key)
	found := false
	for doc, err := range v.site.formats.ReadData(v.ctx, v.name(p), id, decoded(data, p.entry.Type)) {
		var fault *corpus.Fault
		var kept *corpus.Kept
		switch {
		case errors.As(err, &fault):
			found = true
			fault.Path = v.place.path(p.key)
			if !d.yield(corpus.Document{}, fault) {
				return false
			}
		case errors.As(err, &kept):
		case err != nil:
			return v.ctx.Err() != nil || d.yield(corpus.Document{}, err)
		default:
			found = true
			if !d.document(p, doc) {
				return false
			}
		}
	}
	if !found {
		v.skipped++
	}
	return true
}

// document yields a document of a page, unless another one says the same.
func (d *documents) document(p *page, doc corpus.Document) bool {
	sum := sha256.Sum256([]byte(doc.Text))
	doc.Path = d.visit.place.path(p.key)
	if t := d.texts[sum]; t != nil {
		t.more++
		return true
	}
	t := &twin{path: doc.Path}
	d.texts[sum], d.twins = t, append(d.twins, t)
	doc.ID = d.free(doc.ID)
	doc.URL = d.visit.place.url(p.key)
	if doc.Date == "" {
		doc.Date = dateOf(p.entry.Date)
	}
	doc.Hash = doc.ContentHash()
	return d.yield(doc, nil)
}

// free is an ID that no other document has.
func (d *documents) free(id string) string {
	free := id
	for n := 2; d.ids[free]; n++ {
		free = fmt.Sprintf("%s#%d", id, n)
	}
	d.ids[free] = true
	return free
}

// name is that of a file such as the page would be in: it tells the format, and
// the title if there is no other.
func (v *visit) name(p *page) string {
	key, _, _ := strings.Cut(p.key, "?")
	base := path.Base(key)
	if text, err := url.PathUnescape(base); err == nil && !strings.Contains(text, "/") {
		base = text
	}
	if base == "/" || base == "." {
		base = v.place.host
	} else {
		base = strings.TrimSuffix(base, path.Ext(base))
	}
	return base + p.format
}

// dateOf is the day of a time as sitemaps write it, "" if it is none.
func dateOf(modified string) string {
	if len(modified) < len(time.DateOnly) {
		return ""
	}
	day := modified[:len(time.DateOnly)]
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return ""
	}
	return day
}
