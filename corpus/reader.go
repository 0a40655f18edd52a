package corpus

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"
	"time"
)

// A Reader reads a format that this package leaves to others. It gives the
// document's text, sections and particulars; ID, Path, Hash and what follows
// from the text are set by Files. Its error is a *Fault, which needs no Path;
// one of kind Doubtful comes with a document.
//
// A reader ends soon after its context does, keeps to limits of memory and
// depth of its own, and may panic: that is one document's failure.
type Reader interface {
	Read(ctx context.Context, name string, data []byte) (Document, error)
}

// Readers are readers by the extensions of names, in lower case, such as
// ".pdf".
type Readers map[string]Reader

// of finds the reader of a file; nil when this package reads it.
func (r Readers) of(name string) Reader {
	return r[strings.ToLower(path.Ext(name))]
}

// DefaultReadTime is how long the reading of one file may take by default.
const DefaultReadTime = 2 * time.Minute

// readBy lets a reader read a file's data within its time.
func readBy(ctx context.Context, reader Reader, name string, data []byte, limit time.Duration) (doc Document, err error) {
	if limit <= 0 {
		limit = DefaultReadTime
	}
	inTime, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	doc, err = safely(inTime, reader, name, data)
	switch {
	case ctx.Err() != nil:
		return Document{}, ctx.Err()
	case inTime.Err() != nil && err != nil:
		return Document{}, &Fault{Path: name, Err: fmt.Errorf("takes more than %v to read; split it or leave it out", limit)}
	}
	fault := new(Fault)
	if err != nil && !errors.As(err, &fault) {
		fault = &Fault{Err: err}
	}
	if err != nil {
		fault.Path = name
		if fault.Kind != Doubtful {
			return Document{}, fault
		}
		err = fault
	}
	return finished(doc, name), err
}

// safely makes a panic of a library one document's failure.
func safely(ctx context.Context, reader Reader, name string, data []byte) (doc Document, err error) {
	defer func() {
		if p := recover(); p != nil {
			doc, err = Document{}, &Fault{Err: fmt.Errorf("the reader broke down on this file (%v); leave the file out", p)}
		}
	}()
	return reader.Read(ctx, name, data)
}

// finished gives a document what follows from its name and text.
func finished(doc Document, name string) Document {
	doc.ID, doc.Path = name, name
	if doc.Title == "" {
		doc.Title = fileTitle(name)
	}
	complete(&doc)
	return doc
}
