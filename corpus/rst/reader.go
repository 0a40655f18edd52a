package rst

import (
	"context"
	"errors"
	"strings"

	"footnote/corpus"
	"footnote/corpus/compose"
)

const (
	// maxSize is how large a file may be, in bytes.
	maxSize = 32 << 20
	// maxDepth is how many blocks may stand in each other; what is deeper is
	// read as a paragraph.
	maxDepth = 40
	// maxGrowth is how many times the file the text may be, past the first
	// megabyte: substitutions can make much of little.
	maxGrowth = 4
)

// A Reader reads files of reStructuredText.
type Reader struct{}

// Read makes a document of a file.
func (Reader) Read(ctx context.Context, _ string, data []byte) (corpus.Document, error) {
	if len(data) > maxSize {
		return corpus.Document{}, &corpus.Fault{Err: errors.New("is larger than the 32 MiB that are read of reStructuredText; split it")}
	}
	source, doubt := corpus.Decode(data)
	if fault := new(corpus.Fault); errors.As(doubt, &fault) && fault.Kind != corpus.Doubtful {
		return corpus.Document{}, fault
	}
	lines := splitLines(source)
	p := parser{ctx: ctx, out: &compose.Writer{Max: 1<<20 + maxGrowth*len(data)}, names: namesOf(lines)}
	if rest, ok := p.letterHead(lines); ok {
		lines = rest
	}
	p.blocks(lines)
	doc := p.document()
	switch {
	case ctx.Err() != nil:
		return corpus.Document{}, ctx.Err()
	case p.out.Full() || p.grown > p.out.Max:
		return corpus.Document{}, &corpus.Fault{Err: errors.New("its substitutions make it more than four times as long; write them out")}
	case strings.TrimSpace(doc.Text) == "":
		return corpus.Document{}, &corpus.Fault{Err: errors.New("holds nothing to read but comments and instructions")}
	}
	return doc, doubt
}

// document is what was written, with what the file tells about itself.
func (p *parser) document() corpus.Document {
	doc := corpus.Document{
		Title: p.about.title, Author: strings.Join(p.about.authors, ", "), Publisher: p.about.organization,
		Date: p.about.date, Language: p.about.language,
		Text: p.out.Text(), Sections: p.out.Sections(),
	}
	if doc.Title == "" {
		doc.Title = mainHeading(doc.Sections)
	}
	return doc
}

// mainHeading is the first heading of level 1.
func mainHeading(sections []corpus.Section) string {
	for _, s := range sections {
		if s.Level == 1 {
			return s.Title
		}
	}
	return ""
}
