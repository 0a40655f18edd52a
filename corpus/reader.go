package corpus

import (
	"context"
	"errors"
	"fmt"
	"iter"
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

// A Collection reads a format whose files hold several documents. ID is a name
// for each within the file, or "" if the file is one document; a file that
// yields nothing holds no text for people. Errors are as those of Read, and
// reading goes on after them. Read, of the Reader that it is as well, makes one
// document of all.
type Collection interface {
	Reader
	ReadAll(ctx context.Context, file File) iter.Seq2[Document, error]
}

// A File is what a Collection reads.
type File struct {
	Name string
	Data []byte
	// Beside reads another file of the folder or archive that is indexed, by
	// its path from the folder that this one is in, such as "../users.json".
	// It is nil where there is none.
	Beside func(path string) ([]byte, error)
}

// A Recogniser is a reader of a format that the extension alone does not tell.
// It is given the first HeadSize bytes of a file; one that it does not
// recognise is read as if there were no reader.
type Recogniser interface {
	Recognises(name string, head []byte) bool
}

// HeadSize is how much of a file a Recogniser sees at most, in bytes.
const HeadSize = 64 << 10

// Readers are readers by the extensions of names, in lower case, such as
// ".pdf".
type Readers map[string]Reader

// of finds the reader of a file; nil when this package reads it.
func (r Readers) of(name string, head []byte) Reader {
	reader := r[strings.ToLower(path.Ext(name))]
	if recogniser, ok := reader.(Recogniser); ok && !recogniser.Recognises(name, head) {
		return nil
	}
	return reader
}

// DefaultReadTime is how long the reading of one file may take by default.
const DefaultReadTime = 2 * time.Minute

// A result is a document, an error, or a doubt with a document.
type result struct {
	doc Document
	err error
}

// readBy lets a reader read a file within its time.
func readBy(ctx context.Context, reader Reader, file File, limit time.Duration) ([]result, error) {
	if limit <= 0 {
		limit = DefaultReadTime
	}
	inTime, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	results := safely(inTime, reader, file)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	for i, r := range results {
		if r.err != nil && inTime.Err() != nil {
			r = result{err: &Fault{Err: tooLong(limit)}}
		}
		results[i] = r.finished(file.Name)
	}
	return results, nil
}

// readInTime reads a format of this package. What takes too long is left to
// itself: its size is bounded, so it ends.
func (r *reading) readInTime(name string, data []byte) ([]result, *Fault) {
	limit := r.files.ReadTime
	if limit <= 0 {
		limit = DefaultReadTime
	}
	done := make(chan result, 1)
	go func() {
		doc, err := Read(name, data)
		doc.ID = ""
		done <- result{doc, err}
	}()
	late := time.NewTimer(limit)
	defer late.Stop()
	select {
	case read := <-done:
		return []result{read}, nil
	case <-late.C:
		return nil, &Fault{Path: name, Err: tooLong(limit)}
	case <-r.ctx.Done():
		return nil, nil // Documents reports it
	}
}

func tooLong(limit time.Duration) error {
	return fmt.Errorf("takes more than %v to read; split it or leave it out", limit)
}

// safely makes a panic of a library one document's failure.
func safely(ctx context.Context, reader Reader, file File) (results []result) {
	defer func() {
		if p := recover(); p != nil {
			results = []result{{err: broken(p)}}
		}
	}()
	all, ok := reader.(Collection)
	if !ok {
		doc, err := reader.Read(ctx, file.Name, file.Data)
		doc.ID = ""
		return []result{{doc, err}}
	}
	for doc, err := range all.ReadAll(ctx, file) {
		results = append(results, result{doc, err})
	}
	return results
}

func broken(p any) *Fault {
	return &Fault{Err: fmt.Errorf("the reader broke down on this file (%v); leave the file out", p)}
}

// finished makes a *Fault of the error, and completes the document, which keeps
// its ID.
func (r result) finished(name string) result {
	fault := new(Fault)
	if r.err != nil && !errors.As(r.err, &fault) {
		fault = &Fault{Err: r.err}
	}
	if r.err != nil {
		fault.Path = name
		r.err = fault
		if fault.Kind != Doubtful {
			return result{err: fault}
		}
	}
	id := r.doc.ID
	r.doc = finished(r.doc, name)
	r.doc.ID = id
	return r
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
