package main

import (
	"context"
	"strconv"
	"strings"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/sqlitestore"
)

// noEnd is the end of a range of which only the start was named.
const noEnd = -1

// parseRange reads START, START-END or START:END.
func parseRange(text string) (corpus.Span, error) {
	if text == "" {
		return corpus.Span{}, nil
	}
	first, last, both := strings.Cut(strings.Replace(text, ":", "-", 1), "-")
	start, err := strconv.Atoi(first)
	end := noEnd
	if err == nil && both {
		end, err = strconv.Atoi(last)
	}
	if err != nil || start < 0 || both && end <= start {
		return corpus.Span{}, misused("%q is no place in a document; write START or START-END, in bytes", text)
	}
	return corpus.Span{Start: start, End: end}, nil
}

// passageView is a passage with what stands around it.
type passageView struct {
	Document string `json:"document"`
	Title    string `json:"title"`
	Section  string `json:"section"`
	Page     string `json:"page,omitempty"`
	Version  string `json:"version,omitempty"`
	Date     string `json:"date,omitempty"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Text     string `json:"text"`
	Before   string `json:"before"`
	After    string `json:"after"`
}

// surroundings is how many bytes are shown on either side of a passage.
const surroundings = 500

func (p *program) openPassage(ctx context.Context, store *sqlitestore.Store, doc retrieval.StoredDocument, at corpus.Span) error {
	if at.End == noEnd {
		chunk, err := chunkAt(ctx, store, doc, at.Start)
		if err != nil {
			return err
		}
		at = chunk
	}
	if at.End > len(doc.Text) {
		return misused("%s has %d bytes, there is no passage %d-%d", doc.ID, len(doc.Text), at.Start, at.End)
	}
	view := viewOf(doc, at)
	if p.json {
		return p.printJSON(view)
	}
	return p.print(passagePage(p.style, view))
}

// chunkAt finds the chunk that holds a byte, or the one before it.
func chunkAt(ctx context.Context, store *sqlitestore.Store, doc retrieval.StoredDocument, start int) (corpus.Span, error) {
	if start >= len(doc.Text) {
		return corpus.Span{}, misused("%s has %d bytes, there is no byte %d", doc.ID, len(doc.Text), start)
	}
	at := corpus.Span{Start: start, End: len(doc.Text)}
	for chunk, err := range store.ChunksIn(ctx, doc.First, doc.First+retrieval.ChunkID(doc.Chunks)) {
		if err != nil {
			return at, err
		}
		if chunk.Start <= start && start < chunk.End {
			return corpus.Span{Start: chunk.Start, End: chunk.End}, nil
		}
		if chunk.Start > start {
			at.End = chunk.Start
			break
		}
	}
	return at, nil
}

// viewOf cuts the surroundings at white space.
func viewOf(doc retrieval.StoredDocument, at corpus.Span) passageView {
	at.Start, at.End = runeStart(doc.Text, at.Start), runeStart(doc.Text, at.End)
	from := max(0, at.Start-surroundings)
	if from > 0 {
		from = runeStart(doc.Text, from)
		if blank := strings.IndexAny(doc.Text[from:at.Start], " \n"); blank >= 0 {
			from += blank + 1
		}
	}
	to := min(len(doc.Text), at.End+surroundings)
	if to < len(doc.Text) {
		to = runeStart(doc.Text, to)
		if blank := strings.LastIndexAny(doc.Text[at.End:to], " \n"); blank >= 0 {
			to = at.End + blank
		}
	}
	view := passageView{Document: doc.ID, Title: doc.Title, Page: doc.PagesOf(at), Version: doc.Version, Date: doc.Date, Start: at.Start, End: at.End, Text: doc.Text[at.Start:at.End],
		Before: doc.Text[from:at.Start], After: doc.Text[at.End:to]}
	for _, s := range doc.Sections {
		if s.Start <= at.Start {
			view.Section = s.Title
		}
	}
	return view
}

// runeStart moves an offset back to the start of a character.
func runeStart(text string, offset int) int {
	for offset > 0 && offset < len(text) && !utf8.RuneStart(text[offset]) {
		offset--
	}
	return offset
}
