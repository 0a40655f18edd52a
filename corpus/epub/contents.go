package epub

import (
	"errors"
	"net/url"
	"path"
	"strings"

	"footnote/corpus"
	"footnote/corpus/markup"
)

// contents are what the book's package file says.
type contents struct {
	about    about
	chapters []string // files, in the order of reading
	// nav and ncx are the tables of contents of EPUB 3 and 2, "" if there are
	// none.
	nav, ncx string
}

// about is what a book says about itself.
type about struct {
	title, publisher, date, language string
	authors                          []string
}

// An item is a file of the book.
type item struct{ name, kind, properties string }

// readContents finds the package file and reads it.
func (b *book) readContents() error {
	name, err := b.packageFile()
	if err != nil {
		return err
	}
	items, spine, skip := map[string]item{}, []string(nil), map[string]bool{}
	err = b.read(name, func(r *markup.Reader) error {
		return r.Each(func(markup.Element) error {
			return r.Each(func(part markup.Element) error {
				ncx := markup.Attr(part, "toc")
				return r.Each(func(e markup.Element) error {
					switch part.Name.Local + " " + e.Name.Local {
					case "manifest item":
						items[markup.Attr(e, "id")] = item{target(name, markup.Attr(e, "href")), markup.Attr(e, "media-type"), markup.Attr(e, "properties")}
					case "spine itemref":
						spine = append(spine, markup.Attr(e, "idref"))
						b.ncx = ncx
					case "guide reference":
						if t := markup.Attr(e, "type"); t == "toc" || t == "cover" {
							skip[target(name, markup.Attr(e, "href"))] = true
						}
					}
					if part.Name.Local == "metadata" {
						return b.about.read(r, e)
					}
					return nil
				})
			})
		})
	})
	b.arrange(items, spine, skip)
	return err
}

// packageFile is the name of the package file.
func (b *book) packageFile() (string, error) {
	const container = "META-INF/container.xml"
	name := ""
	if b.files.Has(container) {
		err := b.read(container, func(r *markup.Reader) error {
			var visit func(e markup.Element) error
			visit = func(e markup.Element) error {
				if e.Name.Local == "rootfile" && name == "" {
					name = markup.Attr(e, "full-path")
				}
				return r.Each(visit)
			}
			return r.Each(visit)
		})
		if err != nil {
			return "", err
		}
	}
	for _, other := range b.files.Names() {
		if name == "" && strings.HasSuffix(strings.ToLower(other), ".opf") {
			name = other
		}
	}
	if name == "" {
		return "", fault("is an archive but no book; if it holds documents, unpack it")
	}
	return name, nil
}

// arrange puts the files in order.
func (b *book) arrange(items map[string]item, spine []string, skip map[string]bool) {
	b.ncx = items[b.ncx].name
	for _, i := range items {
		switch {
		case strings.Contains(" "+i.properties+" ", " nav "):
			b.nav = i.name
		case b.ncx == "" && i.kind == "application/x-dtbncx+xml":
			b.ncx = i.name
		}
	}
	seen := map[string]bool{}
	for _, id := range spine {
		i, ok := items[id]
		if !ok || seen[i.name] || i.name == b.nav || skip[i.name] || i.kind != "" && !strings.Contains(i.kind, "html") && !strings.Contains(i.kind, "xml") || strings.HasPrefix(i.kind, "image/") {
			continue
		}
		seen[i.name] = true
		b.chapters = append(b.chapters, i.name)
	}
}

// read reads one statement of a book about itself.
func (a *about) read(r *markup.Reader, e markup.Element) error {
	role := markup.Attr(e, "role")
	text, err := r.Text()
	text = strings.Join(strings.Fields(text), " ")
	switch e.Name.Local {
	case "title":
		a.title = first(a.title, text)
	case "creator":
		if text != "" && (role == "" || role == "aut") {
			a.authors = append(a.authors, text)
		}
	case "publisher":
		a.publisher = first(a.publisher, text)
	case "date":
		if len(text) > len("2006-01-02") {
			text = text[:len("2006-01-02")]
		}
		if a.date == "" && text >= "1000" { // 0101-01-01 is how Calibre says that it does not know
			a.date = text
		}
	case "language":
		a.language = first(a.language, text)
	}
	return err
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// readTitles reads the titles that the tables of contents give to files: the
// first for each.
func (b *book) readTitles() error {
	b.titles = map[string]string{}
	for _, name := range []string{b.nav, b.ncx} {
		if name == "" || !b.files.Has(name) {
			continue
		}
		err := b.read(name, func(r *markup.Reader) error {
			if name == b.nav {
				return r.Each(b.navTitles(r))
			}
			return r.Each(b.ncxTitles(r))
		})
		if fault := new(corpus.Fault); err != nil && (b.ctx.Err() != nil || !errors.As(err, &fault)) {
			return err // what is wrong with a table of contents hurts nobody
		}
	}
	return nil
}

// navTitles is a visit that takes the titles of links.
func (b *book) navTitles(r *markup.Reader) func(e markup.Element) error {
	var visit func(e markup.Element) error
	visit = func(e markup.Element) error {
		if e.Name.Local != "a" {
			return r.Each(visit)
		}
		text, err := r.Text()
		b.addTitle(target(b.nav, markup.Attr(e, "href")), text)
		return err
	}
	return visit
}

// ncxTitles is a visit that takes the titles of points of navigation.
func (b *book) ncxTitles(r *markup.Reader) func(e markup.Element) error {
	var visit func(e markup.Element) error
	label := ""
	visit = func(e markup.Element) error {
		switch e.Name.Local {
		case "navLabel":
			text, err := r.Text()
			label = text
			return err
		case "content":
			b.addTitle(target(b.ncx, markup.Attr(e, "src")), label)
			return nil
		}
		return r.Each(visit)
	}
	return visit
}

func (b *book) addTitle(name, title string) {
	const longest = 200
	title = strings.Join(strings.Fields(title), " ")
	if key := strings.ToLower(name); b.titles[key] == "" && title != "" && len(title) <= longest {
		b.titles[key] = title
	}
}

// target is the file that a reference from another file leads to.
func target(from, reference string) string {
	reference, _, _ = strings.Cut(reference, "#")
	if plain, err := url.PathUnescape(reference); err == nil {
		reference = plain
	}
	if reference == "" || strings.Contains(reference, "://") {
		return ""
	}
	return strings.TrimPrefix(path.Join("/", path.Dir(from), reference), "/")
}
