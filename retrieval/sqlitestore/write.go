package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"slices"

	"footnote/corpus"
	"footnote/retrieval"
)

// writeStatements are the statements for writing.
type writeStatements struct {
	getState, putState                                           *sql.Stmt
	findDocument, putDocument, putText, putChunk, putPending     *sql.Stmt
	dropDocument, dropText                                       *sql.Stmt
	dropChunks, dropPendings, dropMeans, dropManySentences       *sql.Stmt
	findChunk, putMean, putSentences                             *sql.Stmt
	findLabels, putLabels, embeddedChunks                        *sql.Stmt
	forgetMeans, forgetSentences, forgetPendings, pendEverything *sql.Stmt
}

func (w *writeStatements) prepare(ctx context.Context, db *sql.DB) error {
	return prepare(ctx, db, map[**sql.Stmt]string{
		&w.getState:          "SELECT body FROM state",
		&w.putState:          "UPDATE state SET body = ?",
		&w.findDocument:      "SELECT key, head FROM document WHERE id = ?",
		&w.putDocument:       "INSERT INTO document (id, head, more) VALUES (?, ?, ?)",
		&w.putText:           "INSERT INTO text VALUES (?, ?)",
		&w.putChunk:          "INSERT INTO chunk VALUES (?, ?, ?)",
		&w.putPending:        "INSERT INTO pending VALUES (?)",
		&w.dropDocument:      "DELETE FROM document WHERE key = ?",
		&w.dropText:          "DELETE FROM text WHERE document = ?",
		&w.dropChunks:        "DELETE FROM chunk WHERE id >= ? AND id < ?",
		&w.dropPendings:      "DELETE FROM pending WHERE chunk >= ? AND chunk < ?",
		&w.dropMeans:         "DELETE FROM mean WHERE chunk >= ? AND chunk < ?",
		&w.dropManySentences: "DELETE FROM sentences WHERE chunk >= ? AND chunk < ?",
		&w.findChunk: "SELECT d.key, d.id, d.head FROM chunk AS c " +
			"CROSS JOIN document AS d ON d.key = c.document WHERE c.id = ?",
		&w.putMean:      "INSERT INTO mean VALUES (?, ?, ?)",
		&w.putSentences: "INSERT INTO sentences VALUES (?, ?)",
		&w.findLabels:   "SELECT key FROM audience WHERE labels = ?",
		&w.putLabels:    "INSERT INTO audience (labels) VALUES (?)",
		&w.embeddedChunks: "SELECT c.id, c.body, s.body, m.body FROM chunk AS c LEFT JOIN sentences AS s ON s.chunk = c.id " +
			"LEFT JOIN mean AS m ON m.chunk = c.id LEFT JOIN pending AS p ON p.chunk = c.id " +
			"WHERE c.id >= ? AND c.id < ? AND p.chunk IS NULL",
		&w.forgetMeans:     "DELETE FROM mean",
		&w.forgetSentences: "DELETE FROM sentences",
		&w.forgetPendings:  "DELETE FROM pending",
		&w.pendEverything:  "INSERT INTO pending SELECT id FROM chunk",
	})
}

// ErrReadOnly is returned by the methods of retrieval.StoreWriter when the
// index was opened with Read.
var ErrReadOnly = errors.New("the index was opened for reading only")

// A transaction is a write under way.
type transaction struct {
	// ctx is never cancelled: SQLite would be interrupted between any two
	// rows, and database/sql would start a goroutine for each statement.
	// Loops look at the caller's context instead.
	ctx   context.Context
	tx    *sql.Tx
	store *Store
	state state
}

// errUnchanged ends a transaction that found nothing to do.
var errUnchanged = errors.New("nothing to do")

// update runs change in a transaction and commits it with the state.
func (s *Store) update(ctx context.Context, doing string, change func(*transaction) error) error {
	if s.writer == nil {
		return fmt.Errorf("%s: %w", doing, ErrReadOnly)
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	err := s.transact(context.WithoutCancel(ctx), change)
	if errors.Is(err, errUnchanged) {
		return nil
	}
	return s.fault(context.WithoutCancel(ctx), doing, err)
}

func (s *Store) transact(ctx context.Context, change func(*transaction) error) error {
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	t := &transaction{ctx: ctx, tx: tx, store: s}
	var body []byte
	if _, err := t.find(s.write.getState, []any{&body}); err != nil {
		return err
	}
	if err := t.state.decode(body); err != nil {
		return err
	}
	if err := change(t); err != nil {
		return err
	}
	t.state.Generation++
	if _, err := t.run(s.write.putState, t.state.encode()); err != nil {
		return err
	}
	return tx.Commit()
}

// run executes a statement and returns how many rows it changed.
func (t *transaction) run(statement *sql.Stmt, args ...any) (int, error) {
	result, err := t.tx.StmtContext(t.ctx, statement).ExecContext(t.ctx, args...)
	if err != nil {
		return 0, err
	}
	n, err := result.RowsAffected()
	return int(n), err
}

// insert executes a statement and returns the key of the row it made.
func (t *transaction) insert(statement *sql.Stmt, args ...any) (int64, error) {
	result, err := t.tx.StmtContext(t.ctx, statement).ExecContext(t.ctx, args...)
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

// find scans the only row, and tells whether there is one.
func (t *transaction) find(statement *sql.Stmt, into []any, args ...any) (bool, error) {
	err := t.tx.StmtContext(t.ctx, statement).QueryRowContext(t.ctx, args...).Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// all executes statements with the same arguments.
func (t *transaction) all(args []any, statements ...*sql.Stmt) error {
	for _, statement := range statements {
		if _, err := t.run(statement, args...); err != nil {
			return err
		}
	}
	return nil
}

// Apply implements retrieval.StoreWriter. What is both deleted and put is
// held afterwards; of two puts of one ID the last counts.
func (s *Store) Apply(ctx context.Context, put []retrieval.Indexed, deleted []string) error {
	const doing = "store documents"
	for i := range put {
		if err := checkIndexed(&put[i]); err != nil {
			return fmt.Errorf("%s: %w", doing, err)
		}
	}
	return s.update(ctx, doing, func(t *transaction) error {
		changed := len(put) > 0
		for _, id := range deleted {
			if err := ctx.Err(); err != nil {
				return err
			}
			held, err := t.delete(id)
			if err != nil {
				return err
			}
			changed = changed || held
		}
		if !changed {
			return errUnchanged
		}
		for i := range put {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := t.put(&put[i]); err != nil {
				return err
			}
		}
		t.state.Contents = t.state.Generation + 1
		return nil
	})
}

// checkIndexed finds chunks that are not of the document they come with, since
// quotes are proven by them.
func checkIndexed(in *retrieval.Indexed) error {
	doc := &in.Document
	if doc.ID == "" {
		return errors.New("a document needs an ID")
	}
	for i := range in.Chunks {
		c := &in.Chunks[i]
		if c.Start < 0 || c.End < c.Start || c.End > len(doc.Text) || doc.Text[c.Start:c.End] != c.Text {
			return fmt.Errorf("chunk %d of document %q is not what stands at bytes %d to %d", i, doc.ID, c.Start, c.End)
		}
		outside := func(s corpus.Span) bool { return s.Start < c.Start || s.End < s.Start || s.End > c.End }
		if slices.ContainsFunc(c.Sentences, outside) {
			return fmt.Errorf("chunk %d of document %q has a sentence that is not within it", i, doc.ID)
		}
	}
	return nil
}

// delete removes a document with all that belongs to it, if it is held.
func (t *transaction) delete(id string) (held bool, err error) {
	w := &t.store.write
	var key documentKey
	var front []byte
	if held, err = t.find(w.findDocument, []any{&key, &front}, []byte(id)); !held {
		return false, err
	}
	h, err := decodeHead(id, front)
	if err != nil {
		return false, err
	}
	chunks := []any{int64(h.first), int64(h.end())}
	unembedded, err := t.run(w.dropPendings, chunks...)
	if err != nil {
		return false, err
	}
	t.state.Documents--
	t.state.Chunks -= h.chunks
	t.state.Embedded -= h.chunks - unembedded
	if err := t.all(chunks, w.dropChunks, w.dropMeans, w.dropManySentences); err != nil {
		return false, err
	}
	return true, t.all([]any{key}, w.dropText, w.dropDocument)
}

// put stores a document, in place of the one that has its ID or had another.
func (t *transaction) put(in *retrieval.Indexed) error {
	w, doc := &t.store.write, &in.Document
	vectors := carried{}
	for _, id := range []string{doc.ID, in.Was} {
		if err := t.carry(id, vectors); err != nil {
			return err
		}
		if _, err := t.delete(id); err != nil {
			return err
		}
	}
	if len(in.Chunks) > math.MaxUint32-int(t.state.next) {
		return errors.New("the index has used up all numbers for chunks; make it anew")
	}
	h := head{doc.ID, t.state.next, len(in.Chunks), doc.Title, doc.Language, doc.Audience}
	row, err := t.insert(w.putDocument, []byte(doc.ID), h.encode(), encodeMore(doc))
	if err != nil {
		return err
	}
	key := documentKey(row)
	text := encoder{bytes: append(make([]byte, 0, len(doc.Text)+sumLength), doc.Text...)}
	if _, err := t.run(w.putText, row, text.sealed(key.place())); err != nil {
		return err
	}
	if err := t.putChunks(&h, row, in.Chunks, vectors); err != nil {
		return err
	}
	t.state.next = h.end()
	t.state.Documents++
	t.state.Chunks += h.chunks
	return nil
}

// putChunks stores the chunks of a document, with the vectors that are known.
func (t *transaction) putChunks(h *head, row int64, chunks []corpus.Chunk, vectors carried) error {
	w := &t.store.write
	labels := encodeLabels(h.audience)
	p := vectorPutter{transaction: t}
	audience, err := p.number(labels)
	if err != nil {
		return err
	}
	for i := range chunks {
		id := h.first + retrieval.ChunkID(i)
		if _, err := t.run(w.putChunk, int64(id), row, encodeChunk(id, &chunks[i])); err != nil {
			return err
		}
		known, held := vectorRows{}, false
		if len(vectors) > 0 {
			known, held = vectors[keyOf(h.title, h.language, &chunks[i])]
		}
		if held {
			err = t.takeOver(id, labels, audience, known)
		} else {
			_, err = t.run(w.putPending, int64(id))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// SetRoots implements retrieval.StoreWriter.
func (s *Store) SetRoots(ctx context.Context, roots []string) error {
	return s.update(ctx, "store the roots", func(t *transaction) error {
		if slices.Equal(roots, t.state.Roots) {
			return errUnchanged
		}
		t.state.Roots = roots
		return nil
	})
}
