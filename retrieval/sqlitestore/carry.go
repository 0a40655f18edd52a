package sqlitestore

import (
	"crypto/sha256"
	"database/sql"
	"encoding/binary"

	"footnote/corpus"
	"footnote/retrieval"
)

// carried holds the vectors of documents that are about to be replaced, so that
// chunks which stay as they are need not be embedded again.
type carried map[chunkKey]vectorRows

// A chunkKey is the hash of what vectors depend on.
type chunkKey [sha256.Size]byte

// vectorRows are the contents of the rows of one chunk, without checksums; nil
// where there is no row. They are taken over byte for byte.
type vectorRows struct{ sentences, mean []byte }

// keyOf hashes what the vectors of a chunk depend on: places in the document
// do not matter.
func keyOf(title, language string, c *corpus.Chunk) chunkKey {
	e := encoder{bytes: make([]byte, 0, len(c.Text)+len(title)+64)}
	e.text(title)
	e.text(language)
	e.text(c.Section)
	e.text(c.Text)
	for _, s := range c.Sentences {
		e.number(s.Start - c.Start)
		e.number(s.End - c.Start)
	}
	return sha256.Sum256(e.bytes)
}

// carry notes the vectors of a document, if it is held.
func (t *transaction) carry(id string, into carried) error {
	if id == "" || t.state.Embedded == 0 {
		return nil
	}
	var key documentKey
	var front []byte
	held, err := t.find(t.store.write.findDocument, []any{&key, &front}, []byte(id))
	if !held {
		return err
	}
	h, err := decodeHead(id, front)
	if err != nil {
		return err
	}
	rows, err := t.tx.StmtContext(t.ctx, t.store.write.embeddedChunks).QueryContext(t.ctx, int64(h.first), int64(h.end()))
	if err != nil {
		return err
	}
	defer rows.Close()
	labels := encodeLabels(h.audience)
	for rows.Next() {
		if err := scanCarried(rows, &h, labels, into); err != nil {
			return err
		}
	}
	return rows.Err()
}

func scanCarried(rows *sql.Rows, h *head, labels []byte, into carried) error {
	var id int64
	var body, sentences, unit []byte
	if err := rows.Scan(&id, &body, &sentences, &unit); err != nil {
		return err
	}
	chunk := retrieval.ChunkID(id)
	c, err := decodeChunk(chunk, body)
	if err != nil {
		return err
	}
	var kept vectorRows
	if kept.sentences, err = unsealed(sentences, sentencesPlace(chunk)); err != nil {
		return err
	}
	if kept.mean, err = unsealed(unit, meanPlace(chunk, labels)); err != nil {
		return err
	}
	into[keyOf(h.title, h.language, &c)] = kept
	return nil
}

// unsealed is the content of a row without its checksum; nil if there is none.
func unsealed(row []byte, place string) ([]byte, error) {
	if row == nil {
		return nil, nil
	}
	if len(row) < sumLength {
		return nil, errDamaged
	}
	n := len(row) - sumLength
	if checksum(row[:n], place) != binary.LittleEndian.Uint32(row[n:]) {
		return nil, errDamaged
	}
	return row[:n:n], nil
}

// takeOver gives a new chunk the vectors of one that equalled it.
func (t *transaction) takeOver(id retrieval.ChunkID, labels []byte, audience any, rows vectorRows) error {
	w := &t.store.write
	if rows.sentences != nil {
		e := encoder{bytes: rows.sentences}
		if _, err := t.run(w.putSentences, int64(id), e.sealed(sentencesPlace(id))); err != nil {
			return err
		}
	}
	if rows.mean != nil {
		e := encoder{bytes: rows.mean}
		if _, err := t.run(w.putMean, int64(id), audience, e.sealed(meanPlace(id, labels))); err != nil {
			return err
		}
	}
	t.state.Embedded++
	return nil
}
