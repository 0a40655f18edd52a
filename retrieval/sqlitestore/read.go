package sqlitestore

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"

	"footnote/retrieval"
)

// readStatements are the statements for reading. Each is one statement, and so
// sees one state of the store.
type readStatements struct {
	state, documents, document, chunks, chunksIn, unembedded *sql.Stmt
	meansIn, sentences                                       *sql.Stmt
}

const selectChunk = "SELECT c.id, c.document, c.body, d.id, d.head FROM "

func (r *readStatements) prepare(ctx context.Context, db *sql.DB) error {
	return prepare(ctx, db, map[**sql.Stmt]string{
		&r.state:     "SELECT body FROM state",
		&r.documents: "SELECT id, head, more FROM document ORDER BY id",
		&r.document: "SELECT d.key, d.id, d.head, d.more, t.body FROM document AS d " +
			"LEFT JOIN text AS t ON t.document = d.key WHERE d.id = ?",
		// CROSS JOIN keeps the order in which the tables stand here.
		&r.chunks: selectChunk + "json_each(?) AS wanted CROSS JOIN chunk AS c ON c.id = wanted.value " +
			"CROSS JOIN document AS d ON d.key = c.document",
		&r.chunksIn: selectChunk + "chunk AS c CROSS JOIN document AS d ON d.key = c.document " +
			"WHERE c.id >= ? AND c.id < ? ORDER BY c.id",
		&r.unembedded: selectChunk + "pending AS p CROSS JOIN chunk AS c ON c.id = p.chunk " +
			"CROSS JOIN document AS d ON d.key = c.document ORDER BY p.chunk LIMIT ?",
		&r.meansIn: "SELECT m.chunk, m.body, a.labels FROM mean AS m LEFT JOIN audience AS a ON a.key = m.audience " +
			"WHERE m.chunk >= ? AND m.chunk < ? ORDER BY m.chunk",
		&r.sentences: "SELECT s.chunk, s.body FROM json_each(?) AS wanted " +
			"CROSS JOIN sentences AS s ON s.chunk = wanted.value",
	})
}

func prepare(ctx context.Context, db *sql.DB, statements map[**sql.Stmt]string) error {
	for into, text := range statements {
		statement, err := db.PrepareContext(ctx, text)
		if err != nil {
			return fmt.Errorf("prepare %q: %w", text, err)
		}
		*into = statement
	}
	return nil
}

// State implements retrieval.StoreReader.
func (s *Store) State(ctx context.Context) (retrieval.State, error) {
	if err := s.checkReplaced(); err != nil {
		return retrieval.State{}, err
	}
	var body sql.RawBytes
	var st state
	rows, err := s.read.state.QueryContext(ctx)
	if err == nil {
		defer rows.Close()
		if err = first(rows, &body); err == nil {
			err = st.decode(body)
		}
	}
	if err != nil {
		return retrieval.State{}, s.fault(ctx, "read the state of the index", err)
	}
	return st.State, nil
}

// first scans the only row.
func first(rows *sql.Rows, into ...any) error {
	if !rows.Next() {
		if err := rows.Err(); err != nil {
			return err
		}
		return sql.ErrNoRows
	}
	return rows.Scan(into...)
}

// checkReplaced finds out whether the folder holds another file than the one
// that was opened, which would never change again.
func (s *Store) checkReplaced() error {
	if s.file == nil {
		return nil
	}
	now, err := os.Stat(path(s.dir))
	if err == nil && os.SameFile(now, s.file) {
		return nil
	}
	return fmt.Errorf("read the state of the index: %w", &Error{Dir: s.dir, Kind: ErrReplaced, Cause: err})
}

// Documents implements retrieval.StoreReader.
func (s *Store) Documents(ctx context.Context) ([]retrieval.StoredDocument, error) {
	var all []retrieval.StoredDocument
	for doc, err := range query(ctx, s, s.read.documents, scanDocument) {
		if err != nil {
			return nil, s.fault(ctx, "list the documents", err)
		}
		all = append(all, doc)
	}
	return all, nil
}

func scanDocument(rows *sql.Rows) (retrieval.StoredDocument, error) {
	var id, front, more sql.RawBytes
	if err := rows.Scan(&id, &front, &more); err != nil {
		return retrieval.StoredDocument{}, err
	}
	h, err := decodeHead(string(id), front)
	if err != nil {
		return retrieval.StoredDocument{}, err
	}
	return decodeDocument(h, more)
}

// Document implements retrieval.StoreReader.
func (s *Store) Document(ctx context.Context, id string) (retrieval.StoredDocument, error) {
	for doc, err := range query(ctx, s, s.read.document, scanWholeDocument, []byte(id)) {
		return doc, s.fault(ctx, fmt.Sprintf("read document %q", id), err)
	}
	return retrieval.StoredDocument{}, fmt.Errorf("document %q: %w", id, retrieval.ErrNotFound)
}

func scanWholeDocument(rows *sql.Rows) (doc retrieval.StoredDocument, err error) {
	var key documentKey
	var id, front, more, body sql.RawBytes
	if err := rows.Scan(&key, &id, &front, &more, &body); err != nil {
		return doc, err
	}
	h, err := decodeHead(string(id), front)
	if err != nil {
		return doc, err
	}
	if doc, err = decodeDocument(h, more); err != nil {
		return doc, err
	}
	d, err := unseal(body, key.place())
	if err != nil {
		return doc, err
	}
	doc.Text = d.rest
	return doc, nil
}

// Chunks implements retrieval.StoreReader.
func (s *Store) Chunks(ctx context.Context, ids []retrieval.ChunkID) ([]retrieval.StoredChunk, error) {
	chunks := make([]retrieval.StoredChunk, 0, len(ids))
	for chunk, err := range query(ctx, s, s.read.chunks, chunkScanner(), list(ids)) {
		if err != nil {
			return nil, s.fault(ctx, "read chunks", err)
		}
		chunks = append(chunks, chunk)
	}
	return chunks, nil
}

// list hands IDs to SQLite in one parameter.
func list(ids []retrieval.ChunkID) string {
	text, _ := json.Marshal(ids) // numbers cannot fail
	return string(text)
}

// ChunksIn implements retrieval.StoreReader.
func (s *Store) ChunksIn(ctx context.Context, first, end retrieval.ChunkID) iter.Seq2[retrieval.StoredChunk, error] {
	return func(yield func(retrieval.StoredChunk, error) bool) {
		for chunk, err := range query(ctx, s, s.read.chunksIn, chunkScanner(), int64(first), int64(end)) {
			if !yield(chunk, s.fault(ctx, "read chunks", err)) {
				return
			}
		}
	}
}

// Unembedded implements retrieval.StoreReader.
func (s *Store) Unembedded(ctx context.Context, limit int) ([]retrieval.StoredChunk, error) {
	var chunks []retrieval.StoredChunk
	for chunk, err := range query(ctx, s, s.read.unembedded, chunkScanner(), max(limit, 0)) {
		if err != nil {
			return nil, s.fault(ctx, "read chunks without vectors", err)
		}
		chunks = append(chunks, chunk)
	}
	return chunks, nil
}

// chunkScanner returns a function that scans rows of selectChunk. Chunks of
// one document mostly follow one another, so that it keeps the last head.
func chunkScanner() func(*sql.Rows) (retrieval.StoredChunk, error) {
	var (
		last documentKey = -1
		h    head
	)
	return func(rows *sql.Rows) (chunk retrieval.StoredChunk, err error) {
		var id retrieval.ChunkID
		var key documentKey
		var body, document, front sql.RawBytes
		if err := rows.Scan(&id, &key, &body, &document, &front); err != nil {
			return chunk, err
		}
		if key != last {
			if h, err = decodeHead(string(document), front); err != nil {
				return chunk, err
			}
			last = key
		}
		return storedChunk(id, &h, body)
	}
}

// query runs a statement and yields its rows; after an error it ends.
func query[T any](ctx context.Context, s *Store, statement *sql.Stmt, scan func(*sql.Rows) (T, error), args ...any) iter.Seq2[T, error] {
	if s.dir == inMemory {
		return collected(ctx, statement, scan, args)
	}
	return func(yield func(T, error) bool) {
		stream(ctx, statement, scan, args, yield)
	}
}

func stream[T any](ctx context.Context, statement *sql.Stmt, scan func(*sql.Rows) (T, error), args []any, yield func(T, error) bool) {
	var none T
	rows, err := statement.QueryContext(ctx, args...)
	if err != nil {
		yield(none, err)
		return
	}
	defer rows.Close()
	for rows.Next() {
		row, err := scan(rows)
		if !yield(row, err) || err != nil {
			return
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		yield(none, err)
	}
}

// collected reads all rows before it yields the first. In memory there is one
// connection, and the loop's body may want it.
func collected[T any](ctx context.Context, statement *sql.Stmt, scan func(*sql.Rows) (T, error), args []any) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var all []T
		var fault error
		stream(ctx, statement, scan, args, func(row T, err error) bool {
			if fault = err; err == nil {
				all = append(all, row)
			}
			return true
		})
		for _, row := range all {
			if !yield(row, nil) {
				return
			}
		}
		if fault != nil {
			var none T
			yield(none, fault)
		}
	}
}
