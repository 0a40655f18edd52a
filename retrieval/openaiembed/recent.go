package openaiembed

import (
	"container/list"
	"slices"
	"sync"
)

// recentQueries is how many questions are remembered.
const recentQueries = 256

// recent holds the vectors of the questions asked last. They stay in memory:
// what people ask is not written down.
type recent struct {
	mu    sync.Mutex
	size  int
	order *list.List // of recentQuery, the last asked in front
	items map[string]*list.Element
}

type recentQuery struct {
	text   string
	vector []float32
}

func newRecent(size int) *recent {
	return &recent{size: size, order: list.New(), items: map[string]*list.Element{}}
}

func (r *recent) get(text string) ([]float32, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	item, ok := r.items[text]
	if !ok {
		return nil, false
	}
	r.order.MoveToFront(item)
	return slices.Clone(item.Value.(recentQuery).vector), true
}

func (r *recent) put(text string, vector []float32) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, ok := r.items[text]; ok {
		return
	}
	r.items[text] = r.order.PushFront(recentQuery{text, slices.Clone(vector)})
	if last := r.order.Back(); r.order.Len() > r.size {
		r.order.Remove(last)
		delete(r.items, last.Value.(recentQuery).text)
	}
}
