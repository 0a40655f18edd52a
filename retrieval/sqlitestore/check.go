package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"footnote/retrieval"
)

// Check reads everything and checks that it is whole: SQLite's own structures,
// every checksum, that each document has all its chunks and each vector a
// chunk. It returns nil or an error with ErrCorrupt in its chain. It takes
// about as long as reading the file.
func (s *Store) Check(ctx context.Context) error {
	err := s.check(ctx)
	if err == nil || ctx.Err() != nil {
		return s.fault(ctx, "check the index", err)
	}
	if err = diagnose(s.dir, err); !errors.Is(err, ErrCorrupt) && errors.As(err, new(inconsistency)) {
		err = &Error{Dir: s.dir, Kind: ErrCorrupt, Cause: err}
	}
	return fmt.Errorf("check the index: %w", err)
}

// An inconsistency is a fault that only shows when rows are held together.
type inconsistency string

func (i inconsistency) Error() string { return string(i) }

func (s *Store) check(ctx context.Context) error {
	// One transaction, so that a writer meanwhile is no inconsistency. Were it
	// cancelled, so might be its connection, which in memory is the store.
	tx, err := s.reader.BeginTx(context.WithoutCancel(ctx), nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	c := checker{ctx: ctx, tx: tx}
	for _, step := range []func() error{c.structure, c.state, c.documents, c.chunks, c.vectors, c.counts} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

type checker struct {
	ctx  context.Context
	tx   *sql.Tx
	held state // as it is written
	seen state // as it is counted
}

// each calls see for every row of a query.
func (c *checker) each(query string, see func(*sql.Rows) error) error {
	rows, err := c.tx.QueryContext(c.ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := see(rows); err != nil {
			return err
		}
	}
	return errors.Join(rows.Err(), rows.Close())
}

func (c *checker) structure() error {
	return c.each("PRAGMA integrity_check(1)", func(rows *sql.Rows) error {
		var verdict string
		if err := rows.Scan(&verdict); err != nil || verdict == "ok" {
			return err
		}
		return inconsistency(verdict)
	})
}

func (c *checker) state() error {
	var body []byte
	if err := c.tx.QueryRowContext(c.ctx, "SELECT body FROM state").Scan(&body); err != nil {
		return err
	}
	return c.held.decode(body)
}

// documents checks each document with its text, and that the ranges of chunks
// lie one behind the other.
func (c *checker) documents() error {
	next := retrieval.ChunkID(1)
	const query = "SELECT d.key, d.id, d.head, d.more, t.body FROM document AS d LEFT JOIN text AS t ON t.document = d.key ORDER BY d.key"
	return c.each(query, func(rows *sql.Rows) error {
		doc, err := scanWholeDocument(rows)
		if err != nil {
			return err
		}
		if doc.First < next || doc.First+retrieval.ChunkID(doc.Chunks) > c.held.next {
			return inconsistency(fmt.Sprintf("chunks of document %q are not in their place", doc.ID))
		}
		next = doc.First + retrieval.ChunkID(doc.Chunks)
		c.seen.Documents++
		c.seen.Chunks += doc.Chunks
		return nil
	})
}

// chunks checks that there is one for each place in each document.
func (c *checker) chunks() error {
	found := 0
	scan := chunkScanner()
	err := c.each(selectChunk+"chunk AS c CROSS JOIN document AS d ON d.key = c.document", func(rows *sql.Rows) error {
		found++
		_, err := scan(rows)
		return err
	})
	if err != nil {
		return err
	}
	if found != c.seen.Chunks {
		return inconsistency(fmt.Sprintf("%d chunks belong to documents, want %d", found, c.seen.Chunks))
	}
	return nil
}

// vectors checks that each chunk is either pending or embedded, and that there
// are vectors for those that are held alone.
func (c *checker) vectors() error {
	means := meanReader{labels: map[string][]string{}}
	const query = "SELECT m.chunk, m.body, a.labels FROM mean AS m LEFT JOIN audience AS a ON a.key = m.audience"
	if err := c.each(query, func(rows *sql.Rows) error { _, err := means.scan(rows); return err }); err != nil {
		return err
	}
	if err := c.each("SELECT chunk, body FROM sentences", func(rows *sql.Rows) error { _, err := scanSentences(rows); return err }); err != nil {
		return err
	}
	for query, what := range map[string]string{
		"SELECT count(*) FROM mean WHERE chunk NOT IN (SELECT chunk FROM sentences)":  "means have no sentences",
		"SELECT count(*) FROM sentences WHERE chunk NOT IN (SELECT id FROM chunk)":    "vectors have no chunk",
		"SELECT count(*) FROM sentences WHERE chunk IN (SELECT chunk FROM pending)":   "vectors are said to be missing",
		"SELECT count(*) FROM pending WHERE chunk NOT IN (SELECT id FROM chunk)":      "chunks without vectors are gone",
		"SELECT count(*) FROM chunk WHERE document NOT IN (SELECT key FROM document)": "chunks have no document",
		"SELECT count(*) FROM text WHERE document NOT IN (SELECT key FROM document)":  "texts have no document",
	} {
		n, err := c.count(query)
		if err != nil {
			return err
		}
		if n > 0 {
			return inconsistency(fmt.Sprintf("%d %s", n, what))
		}
	}
	return nil
}

func (c *checker) counts() error {
	pending, err := c.count("SELECT count(*) FROM pending")
	if err != nil {
		return err
	}
	held, seen := c.held, c.seen
	if held.Documents != seen.Documents || held.Chunks != seen.Chunks || held.Embedded != seen.Chunks-pending {
		return inconsistency(fmt.Sprintf("there are %d documents and %d chunks, %d of them without vectors, though %d, %d and %d were counted",
			seen.Documents, seen.Chunks, pending, held.Documents, held.Chunks, held.Chunks-held.Embedded))
	}
	return nil
}

func (c *checker) count(query string) (n int, err error) {
	err = c.tx.QueryRowContext(c.ctx, query).Scan(&n)
	return n, err
}
