package sqlitestore

import (
	"context"
	"errors"
	"fmt"

	"footnote/retrieval"
)

// SetModel implements retrieval.StoreWriter.
func (s *Store) SetModel(ctx context.Context, model retrieval.EmbeddingModel) error {
	const doing = "store the embedding model"
	if model.Name == "" || model.Dimensions <= 0 {
		return fmt.Errorf("%s: it needs a name and dimensions, has %q and %d", doing, model.Name, model.Dimensions)
	}
	return s.update(ctx, doing, func(t *transaction) error {
		st, w := &t.state, &t.store.write
		if st.Model == model.Name && st.dimensions == model.Dimensions {
			return errUnchanged
		}
		st.Model, st.dimensions, st.Embedded = model.Name, model.Dimensions, 0
		return t.all(nil, w.forgetMeans, w.forgetSentences, w.forgetPendings, w.pendEverything)
	})
}

// PutVectors implements retrieval.StoreWriter. A chunk with no vectors counts
// as embedded from then on.
func (s *Store) PutVectors(ctx context.Context, vectors []retrieval.ChunkVectors) error {
	if len(vectors) == 0 {
		return nil
	}
	return s.update(ctx, "store vectors", func(t *transaction) error {
		if t.state.Model == "" {
			return errors.New("the index has no embedding model yet: set it first")
		}
		p := vectorPutter{transaction: t}
		for _, v := range vectors {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := checkVectors(v, t.state.dimensions); err != nil {
				return err
			}
			if err := p.put(v); err != nil {
				return err
			}
		}
		return nil
	})
}

// A vectorPutter stores the vectors of chunks. It keeps what it knows of the
// last document, since chunks come in order.
type vectorPutter struct {
	*transaction
	document head
	labels   []byte
	audience any // the number of the labels, nil for none
}

func (p *vectorPutter) put(v retrieval.ChunkVectors) error {
	w := &p.store.write
	if held, err := p.findDocument(v.ID); !held {
		return err
	}
	one := []any{int64(v.ID), int64(v.ID) + 1}
	unembedded, err := p.run(w.dropPendings, one...)
	if err != nil {
		return err
	}
	p.state.Embedded += unembedded
	if unembedded == 0 {
		if err := p.all(one, w.dropMeans, w.dropManySentences); err != nil {
			return err
		}
	}
	if len(v.Sentences) == 0 {
		return nil
	}
	if _, err := p.run(w.putSentences, int64(v.ID), encodeSentences(v)); err != nil {
		return err
	}
	unit := mean(v.Sentences)
	if unit == nil {
		return nil
	}
	var e encoder
	e.quantize(unit)
	_, err = p.run(w.putMean, int64(v.ID), p.audience, e.sealed(meanPlace(v.ID, p.labels)))
	return err
}

// findDocument looks up the document of a chunk, and tells whether the chunk
// is held.
func (p *vectorPutter) findDocument(id retrieval.ChunkID) (bool, error) {
	if id >= p.document.first && id < p.document.end() {
		return true, nil
	}
	var key documentKey
	var name, front []byte
	held, err := p.find(p.store.write.findChunk, []any{&key, &name, &front}, int64(id))
	if !held {
		return false, err
	}
	if p.document, err = decodeHead(string(name), front); err != nil {
		return false, err
	}
	p.labels = encodeLabels(p.document.audience)
	p.audience, err = p.number(p.labels)
	return err == nil, err
}

// number returns the number of a list of labels, a new one if need be.
func (p *vectorPutter) number(labels []byte) (any, error) {
	if labels == nil {
		return nil, nil
	}
	var key int64
	if held, err := p.find(p.store.write.findLabels, []any{&key}, labels); held || err != nil {
		return key, err
	}
	return p.insert(p.store.write.putLabels, labels)
}
