package sqlitestore

import (
	"context"
	"database/sql"
	"encoding/binary"
	"iter"

	"footnote/retrieval"
)

// meanPlace names a mean's row by its chunk and its audience, so that the
// checksum covers both.
func meanPlace(id retrieval.ChunkID, labels []byte) string {
	place := make([]byte, 0, 64)
	place = binary.LittleEndian.AppendUint32(append(place, "mean"...), uint32(id))
	return string(append(place, labels...))
}

func sentencesPlace(id retrieval.ChunkID) string {
	return string(binary.LittleEndian.AppendUint32([]byte("sentences"), uint32(id)))
}

// encodeLabels makes a row's content without a checksum: the rows that refer
// to it have it in theirs. None are nil, which is NULL.
func encodeLabels(audience []string) []byte {
	if len(audience) == 0 {
		return nil
	}
	var e encoder
	e.texts(audience)
	return e.bytes
}

func decodeLabels(content []byte) ([]string, error) {
	if len(content) == 0 {
		return nil, nil
	}
	d := decoder{rest: string(content)}
	labels := d.texts()
	return labels, d.end()
}

// VectorsIn implements retrieval.StoreReader.
func (s *Store) VectorsIn(ctx context.Context, first, end retrieval.ChunkID) iter.Seq2[retrieval.VectorEntry, error] {
	return func(yield func(retrieval.VectorEntry, error) bool) {
		means := meanReader{keep: s.dir == inMemory, labels: map[string][]string{}}
		for entry, err := range query(ctx, s, s.read.meansIn, means.scan, int64(first), int64(end)) {
			if !yield(entry, s.fault(ctx, "read vectors", err)) {
				return
			}
		}
	}
}

// A meanReader reads rows of means.
type meanReader struct {
	keep   bool // gives every entry a vector of its own
	vector []float32
	labels map[string][]string // by their content, so that each list is in memory once
}

func (m *meanReader) scan(rows *sql.Rows) (entry retrieval.VectorEntry, err error) {
	var body, labels sql.RawBytes
	if err := rows.Scan(&entry.ID, &body, &labels); err != nil {
		return entry, err
	}
	d, err := unseal(body, meanPlace(entry.ID, labels))
	if err != nil {
		return entry, err
	}
	if entry.Audience, err = m.audience(labels); err != nil {
		return entry, err
	}
	if dimensions := len(d.rest) - factorLength; m.keep || len(m.vector) != dimensions {
		m.vector = make([]float32, max(dimensions, 0))
	}
	d.dequantize(m.vector)
	entry.Vector = m.vector
	return entry, d.end()
}

func (m *meanReader) audience(content []byte) ([]string, error) {
	if known, ok := m.labels[string(content)]; ok {
		return known, nil
	}
	labels, err := decodeLabels(content)
	m.labels[string(content)] = labels
	return labels, err
}

// SentenceVectors implements retrieval.StoreReader.
func (s *Store) SentenceVectors(ctx context.Context, ids []retrieval.ChunkID) (map[retrieval.ChunkID][][]float32, error) {
	vectors := make(map[retrieval.ChunkID][][]float32, len(ids))
	for chunk, err := range query(ctx, s, s.read.sentences, scanSentences, list(ids)) {
		if err != nil {
			return nil, s.fault(ctx, "read vectors of sentences", err)
		}
		vectors[chunk.ID] = chunk.Sentences
	}
	return vectors, nil
}

func encodeSentences(v retrieval.ChunkVectors) []byte {
	var e encoder
	e.number(len(v.Sentences))
	for _, vector := range v.Sentences {
		e.quantize(vector)
	}
	return e.sealed(sentencesPlace(v.ID))
}

func scanSentences(rows *sql.Rows) (v retrieval.ChunkVectors, err error) {
	var body sql.RawBytes
	if err := rows.Scan(&v.ID, &body); err != nil {
		return v, err
	}
	d, err := unseal(body, sentencesPlace(v.ID))
	if err != nil {
		return v, err
	}
	n := d.count()
	if n == 0 {
		return v, errDamaged
	}
	dimensions := max(len(d.rest)/n-factorLength, 0)
	all := make([]float32, n*dimensions)
	v.Sentences = make([][]float32, n)
	for i := range v.Sentences {
		v.Sentences[i] = all[i*dimensions : (i+1)*dimensions : (i+1)*dimensions]
		d.dequantize(v.Sentences[i])
	}
	return v, d.end()
}
