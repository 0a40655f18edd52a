package syncer

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"footnote/corpus"
	"footnote/corpus/sources"
	"footnote/retrieval"
)

// UploadFolder is the folder within that of a source of kind Upload which holds
// what was handed over.
const UploadFolder = "files"

// Add adds a source and syncs it. Of a source of kind Upload, upload is the
// file. An error leaves nothing behind; one that nothing can be read of fails
// with ErrEmpty, and the Outcome tells why.
func (s *Syncer) Add(ctx context.Context, source sources.Source, upload []byte) (out Outcome, err error) {
	out.Source = source.Name
	if source.Added.IsZero() {
		source.Added = time.Now().UTC().Truncate(time.Second)
	}
	if err := s.Registry.Add(ctx, source); err != nil {
		return out, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Remove(context.WithoutCancel(ctx), source.Name))
		}
	}()
	if source.Kind == sources.Upload {
		if err := s.handOver(source, upload); err != nil {
			return out, err
		}
	}
	if out, err = s.Sync(ctx, source.Name, true); err != nil {
		return out, err
	}
	switch {
	case out.Problem != nil:
		return out, out.Problem
	case out.Documents == 0 && len(out.Faults) > 0:
		return out, fmt.Errorf("%w: %w", ErrEmpty, out.Faults[0])
	case out.Documents == 0:
		return out, ErrEmpty
	}
	return out, nil
}

// handOver keeps the file of a source.
func (s *Syncer) handOver(source sources.Source, upload []byte) error {
	name := filepath.Base(filepath.ToSlash(source.Location))
	if !filepath.IsLocal(name) || name == "." {
		return fmt.Errorf("%q is no name for a file; give it another", source.Location)
	}
	dir := filepath.Join(s.dir(source.Name), UploadFolder)
	err := os.MkdirAll(dir, 0o700)
	if err == nil {
		err = sources.WriteFile(filepath.Join(dir, name), upload)
	}
	if err != nil {
		return fmt.Errorf("keeping %s: %w", name, err)
	}
	return nil
}

// Remove takes a source away, with all its documents and what it keeps. It
// also removes the documents of a source that is not on the list any more. When
// it is cut short, the next sync of all completes it.
func (s *Syncer) Remove(ctx context.Context, name string) error {
	err := s.Registry.Change(ctx, name, func(e *sources.Entry) { e.Removing = true })
	listed := err == nil
	if err != nil && !errors.Is(err, sources.ErrUnknown) {
		return err
	}
	unlock := s.lock(name)
	defer unlock()
	defer s.ended(name)
	removed := 0
	err = s.writer.use(ctx, func(store retrieval.Store) error {
		nothing := func(func(corpus.Document, error) bool) {}
		report, err := retrieval.NewIndexer(store, nil, corpus.Splitter{}, nil).SyncSource(ctx, retrieval.Scope{Source: name}, nothing)
		removed = report.Removed
		return err
	})
	if err != nil {
		return fmt.Errorf("removing the documents of %s: %w", name, err)
	}
	if !listed && removed == 0 {
		return fmt.Errorf("%w: %q", sources.ErrUnknown, name)
	}
	if err := os.RemoveAll(s.dir(name)); err != nil {
		return fmt.Errorf("removing what was kept of %s: %w", name, err)
	}
	s.Logger.InfoContext(ctx, "a source was removed", "source", name, "documents", removed)
	if !listed {
		return nil
	}
	return s.Registry.Forget(ctx, name)
}

// SetAudience changes who may see a source. Its documents are closed to those
// who may not see them any more before it returns, whether or not the source
// can be read; they are opened to others when it was. If another process writes
// the index, it does so as soon as it looks at its schedule.
func (s *Syncer) SetAudience(ctx context.Context, name string, labels []string) (Outcome, error) {
	err := s.Registry.Change(ctx, name, func(e *sources.Entry) {
		e.Audience = labels
		e.State.Tried = time.Time{} // it is due
	})
	if err != nil {
		return Outcome{Source: name}, err
	}
	return s.Sync(ctx, name, false)
}

// narrow restricts the documents of a source, as the store has them, to those
// who may see the source: what cannot be read now is closed all the same.
func narrow(ctx context.Context, store retrieval.Store, known map[string]retrieval.StoredDocument, labels []string) error {
	if len(labels) == 0 {
		return nil
	}
	for id, d := range known {
		if slices.Equal(retrieval.Restrict(d.Audience, labels), d.Audience) {
			continue
		}
		held, err := store.Document(ctx, id)
		if err != nil {
			return fmt.Errorf("closing a document to some who saw it: %w", err)
		}
		doc := held.Document
		doc.Audience = retrieval.Restrict(doc.Audience, labels)
		doc.Hash = doc.ContentHash()
		if err := store.Apply(ctx, []retrieval.Indexed{{Document: doc, Chunks: corpus.Splitter{}.Split(doc)}}, nil); err != nil {
			return fmt.Errorf("closing a document to some who saw it: %w", err)
		}
	}
	return nil
}
