package sourcecode

import (
	"bytes"
	"context"
	"errors"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/corpus"
)

// maxParsed is how large a file may be whose declarations are looked for, in
// bytes. Larger ones are made by programs; they are one section.
const maxParsed = 8 << 20

// A Reader reads the source of programs in the languages that Extensions are
// of.
type Reader struct{}

// Extensions are those of the names that a Reader is for.
func Extensions() []string {
	return slices.Sorted(func(yield func(string) bool) {
		for extension := range grammars {
			if !yield(extension) {
				return
			}
		}
	})
}

// Recognises tells source from what has the same extension: ".ts" is that of
// films as well.
func (Reader) Recognises(_ string, head []byte) bool { return bytes.IndexByte(head, 0) < 0 }

// Read makes a document of a file.
func (Reader) Read(ctx context.Context, name string, data []byte) (corpus.Document, error) {
	doc, err := corpus.Read(name, data)
	if fault := new(corpus.Fault); errors.As(err, &fault) && fault.Kind != corpus.Doubtful {
		return corpus.Document{}, err
	}
	doc.ID, doc.Path, doc.Hash = "", "", ""
	g := grammars[strings.ToLower(path.Ext(name))]
	var found outline
	if len(doc.Text) <= maxParsed && g != nil {
		found = g.outline(ctx, doc.Text[doc.Body:])
	}
	if ctx.Err() != nil {
		return corpus.Document{}, ctx.Err()
	}
	if language := corpus.DetectLanguage(found.prose); language != "" {
		doc.Language = language
	}
	doc.Sections = sections(doc, path.Base(name), found.declarations)
	return doc, err
}

// An outline is what was found in a file.
type outline struct {
	declarations []declaration
	// prose is what people say in comments, without the marks around it.
	prose string
}

// A declaration is a section to be: where it starts, with its comment, and what
// it declares.
type declaration struct {
	start int
	title string
}

// sections cuts a file at its declarations, which are in order.
func sections(doc corpus.Document, file string, declarations []declaration) []corpus.Section {
	at := corpus.Section{Title: file, Start: doc.Body}
	var all []corpus.Section
	last := -1
	for _, d := range declarations {
		start := doc.Body + d.start
		if d.start <= last || !utf8.ValidString(d.title) || d.title == "" {
			continue // what stands on the line of another belongs to it
		}
		last = d.start
		if at.End = start; strings.TrimSpace(doc.Text[at.Start:at.End]) != "" {
			all = append(all, at)
		} else {
			start = at.Start
		}
		at = corpus.Section{Title: clipped(d.title), Start: start}
	}
	at.End = len(doc.Text)
	return append(all, at)
}

// clipped bounds a title.
func clipped(title string) string {
	const longest = 200
	if title = strings.Join(strings.Fields(title), " "); utf8.RuneCountInString(title) > longest {
		return string([]rune(title)[:longest]) + "…"
	}
	return title
}
