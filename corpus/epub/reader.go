package epub

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"

	"footnote/corpus"
	"footnote/corpus/archive"
	"footnote/corpus/markup"
)

const (
	// maxChapter is how large a chapter may be: the tree that it is parsed to
	// takes up to thirty times as much memory.
	maxChapter = 8 << 20
	// maxText is how much text is made of a book, in bytes.
	maxText = 32 << 20
)

// A Reader reads books. The zero Reader is ready to use.
type Reader struct{}

// A book is a book while it is read.
type book struct {
	ctx   context.Context
	files *archive.Archive
	contents
	titles   map[string]string // of the chapters, by their files
	text     strings.Builder
	sections []corpus.Section
	// leftOut are the parts that could not be read.
	leftOut []string
}

// Read implements corpus.Reader.
func (Reader) Read(ctx context.Context, name string, data []byte) (corpus.Document, error) {
	files, err := archive.Open(data, archive.Limits{})
	if err != nil {
		return corpus.Document{}, err
	}
	b := book{ctx: ctx, files: files}
	for _, step := range []func() error{b.checkProtection, b.readContents, b.readTitles, b.readChapters} {
		if err := step(); err != nil {
			return corpus.Document{}, err
		}
	}
	return b.document(name)
}

// read lets a function read a file of XML in the book.
func (b *book) read(name string, read func(r *markup.Reader) error) error {
	from, err := b.files.Open(b.ctx, name)
	if err != nil {
		return err
	}
	defer from.Close()
	return read(markup.New(b.ctx, from))
}

// checkProtection fails for a book whose text is encrypted. Fonts may be: their
// makers want it.
func (b *book) checkProtection() error {
	const name = "META-INF/encryption.xml"
	if !b.files.Has(name) {
		return nil
	}
	return b.read(name, func(r *markup.Reader) error {
		var visit func(e markup.Element) error
		visit = func(e markup.Element) error {
			way := markup.Attr(e, "Algorithm")
			if e.Name.Local == "EncryptionMethod" && !strings.HasSuffix(way, "/embedding") && !strings.HasSuffix(way, "/enc#RC") {
				return fault("is protected against copying, so that only its seller's programs can read it; leave it out")
			}
			return r.Each(visit)
		}
		return r.Each(visit)
	})
}

// readChapters reads the chapters in the order of reading.
func (b *book) readChapters() error {
	for _, name := range b.chapters {
		if err := b.ctx.Err(); err != nil {
			return err
		}
		if !b.files.Has(name) {
			b.leftOut = append(b.leftOut, path.Base(name))
			continue
		}
		if err := b.chapter(name); err != nil {
			return err
		}
		if b.text.Len() > maxText {
			b.leftOut = append(b.leftOut, "all behind the first 32 MiB of text")
			return nil
		}
	}
	return nil
}

// chapter adds the text of a chapter.
func (b *book) chapter(name string) error {
	data, err := b.files.Read(b.ctx, name)
	if err != nil {
		return err
	}
	if len(data) > maxChapter {
		b.leftOut = append(b.leftOut, path.Base(name))
		return nil
	}
	text, sections, err := corpus.HTMLText(plainHTML(data))
	if strings.TrimSpace(text) == "" || isListOfLinks(data, text) {
		return nil // a picture, a blank page, a table of contents
	}
	if fault := new(corpus.Fault); errors.As(err, &fault) && fault.Kind != corpus.Doubtful {
		return err
	}
	if b.text.Len() > 0 {
		b.text.WriteByte('\n')
	}
	b.add(b.titles[strings.ToLower(name)], text, sections)
	return nil
}

// add adds the text of a chapter under its title, unless it has a heading of
// its own.
func (b *book) add(title, text string, sections []corpus.Section) {
	start := b.text.Len()
	headed := len(sections) > 0 && sections[0].Level > 0
	switch {
	case title != "" && !headed && !b.isTitlePage(text):
		heading := "# " + title + "\n\n"
		if line, _, _ := strings.Cut(text, "\n"); strings.EqualFold(line, title) {
			heading = "# " // a line that only looks like a heading
			title = line
		}
		b.text.WriteString(heading)
		b.sections = append(b.sections, corpus.Section{Title: title, Level: 1, Start: start})
		start += len(heading)
		sections = sections[min(len(sections), 1):]
	case len(sections) == 0:
		b.sections = append(b.sections, corpus.Section{Start: start})
	}
	for _, s := range sections {
		b.sections = append(b.sections, corpus.Section{Title: s.Title, Level: s.Level, Start: start + s.Start})
	}
	b.text.WriteString(text)
}

// isTitlePage reports whether a text is hardly more than the title of the
// book.
func (b *book) isTitlePage(text string) bool {
	return b.about.title != "" && len(text) < 300 && strings.Contains(text, b.about.title)
}

// document makes a document of what was read.
func (b *book) document(name string) (corpus.Document, error) {
	text := b.text.String()
	if strings.TrimSpace(text) == "" {
		return corpus.Document{}, fault("the book holds no text; if its pages are pictures, make text of them first")
	}
	doc := corpus.Document{Text: text, Sections: joined(b.sections, len(text)), Title: b.about.title, Author: strings.Join(b.about.authors, ", "),
		Publisher: b.about.publisher, Date: corpus.ISODate(b.about.date), Language: b.about.language}
	if doc.Title == "" {
		base := path.Base(strings.ReplaceAll(name, `\`, "/"))
		doc.Title = strings.TrimSuffix(base, path.Ext(base))
	}
	// English is what programs say when nobody told them.
	if said := strings.ToLower(doc.Language); said == "" || strings.HasPrefix(said, "en") || said == "und" {
		if found := corpus.DetectLanguage(text); found != "" {
			doc.Language = found
		}
	}
	if len(b.leftOut) > 0 {
		return doc, &corpus.Fault{Kind: corpus.Doubtful, Err: fmt.Errorf("was read without some parts that are missing or too large: %s", strings.Join(b.leftOut[:min(len(b.leftOut), 5)], ", "))}
	}
	return doc, nil
}

// joined are sections that end where the next begins. One without a title
// belongs to the one before.
func joined(sections []corpus.Section, end int) []corpus.Section {
	var all []corpus.Section
	for _, s := range sections {
		if s.Level == 0 && len(all) > 0 {
			continue
		}
		if n := len(all); n > 0 {
			all[n-1].End = s.Start
		}
		all = append(all, s)
	}
	if len(all) > 0 {
		all[len(all)-1].End = end
	}
	if len(all) == 1 && all[0].Level == 0 {
		return nil
	}
	return all
}

func fault(says string) error { return &corpus.Fault{Err: errors.New(says)} }
