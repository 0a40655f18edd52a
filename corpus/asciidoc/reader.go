package asciidoc

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
	// megabyte: attributes can make much of little.
	maxGrowth = 4
)

// A Reader reads files of AsciiDoc.
type Reader struct{}

// Read makes a document of a file.
func (Reader) Read(ctx context.Context, _ string, data []byte) (corpus.Document, error) {
	if len(data) > maxSize {
		return corpus.Document{}, &corpus.Fault{Err: errors.New("is larger than the 32 MiB that are read of AsciiDoc; split it")}
	}
	source, doubt := corpus.Decode(data)
	if fault := new(corpus.Fault); errors.As(doubt, &fault) && fault.Kind != corpus.Doubtful {
		return corpus.Document{}, fault
	}
	lines := chosen(splitLines(source))
	p := parser{
		ctx: ctx, out: &compose.Writer{Max: 1<<20 + maxGrowth*len(data)},
		attributes: newAttributes(), titles: titlesOf(lines), notes: map[string]int{},
	}
	p.blocks(p.header(lines))
	p.footnotes()
	doc := p.document()
	switch {
	case ctx.Err() != nil:
		return corpus.Document{}, ctx.Err()
	case p.out.Full() || p.grown > p.out.Max:
		return corpus.Document{}, &corpus.Fault{Err: errors.New("its attributes make it more than four times as long; write them out")}
	case strings.TrimSpace(doc.Text) == "":
		return corpus.Document{}, &corpus.Fault{Err: errors.New("holds nothing to read but comments and instructions")}
	}
	return doc, doubt
}

// document is what was written, with what the file tells about itself.
func (p *parser) document() corpus.Document {
	doc := corpus.Document{
		Title: p.title, Author: strings.Join(p.authors, ", "), Date: corpus.ISODate(p.attributes["revdate"]),
		Language: p.attributes["lang"], Text: p.out.Text(), Sections: p.out.Sections(),
	}
	if author := p.attributes["author"]; doc.Author == "" {
		doc.Author = author
	}
	for _, s := range doc.Sections {
		if doc.Title == "" {
			doc.Title = s.Title
		}
	}
	return doc
}

// splitLines cuts a text into lines without the white space at their ends.
func splitLines(text string) []string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t\f\v")
	}
	return lines
}
