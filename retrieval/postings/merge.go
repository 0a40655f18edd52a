package postings

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"sort"

	"golang.org/x/sync/errgroup"

	"footnote/retrieval"
)

const (
	// batchSize is how many chunks are built into a segment at once, so that
	// a large Add needs little memory beside its result.
	batchSize = 2048
	// mergeFactor is how many segments of about a size make one of the next.
	mergeFactor = 8
	// smallest is the size below which segments count as equal.
	smallest = 64
	// largest is the size in bytes above which a segment is left alone. A list
	// has to be found by an offset of 32 bits.
	largest = 1 << 28
)

// buildAll makes segments of entries, which rise by ID, on all cores.
func buildAll(ctx context.Context, analyzer retrieval.Analyzer, entries []retrieval.TextEntry) ([]*segment, error) {
	batches := slices.Collect(slices.Chunk(entries, batchSize))
	built := make([]*segment, len(batches))
	group, working := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, batch := range batches {
		group.Go(func() (err error) {
			if err := working.Err(); err != nil {
				return err
			}
			built[i], err = build(analyzer, batch)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return built, nil
}

// mergeSome merges parts until fewer than mergeFactor are of about the same
// size, and rewrites those with many dead.
func mergeSome(parts []part) ([]part, error) {
	for {
		chosen := toMerge(parts)
		if len(chosen) == 0 {
			return parts, nil
		}
		merged, err := merge(chosen)
		if err != nil {
			return nil, err
		}
		kept := slices.DeleteFunc(slices.Clone(parts), func(p part) bool {
			return slices.ContainsFunc(chosen, func(c part) bool { return c.segment == p.segment })
		})
		parts = append(kept, newPart(merged))
		sort.SliceStable(parts, func(i, j int) bool { return parts[i].n > parts[j].n })
	}
}

func toMerge(parts []part) []part {
	levels := map[int][]part{}
	for _, p := range parts {
		if p.n >= smallest && p.live < p.n-p.n/4 {
			return []part{p}
		}
		if len(p.bytes) > largest {
			continue
		}
		l := level(p.live)
		levels[l] = append(levels[l], p)
		if len(levels[l]) == mergeFactor {
			return levels[l]
		}
	}
	return nil
}

// level is the tier of a size.
func level(n int) (l int) {
	for n > smallest {
		n /= mergeFactor
		l++
	}
	return l
}

// gone is the new number of a dead chunk.
const gone = ^uint32(0)

// A place is where a chunk is.
type place struct {
	part, doc int
	id        retrieval.ChunkID
}

// merge makes one segment of the living chunks of parts.
func merge(parts []part) (*segment, error) {
	order := living(parts)
	renumbered := make([][]uint32, len(parts))
	for i := range parts {
		renumbered[i] = slices.Repeat([]uint32{gone}, parts[i].n)
	}
	var table kindTable
	var merged [fields]content
	ids, kinds := make([]uint32, len(order)), make([]uint32, len(order))
	for i, o := range order {
		p := &parts[o.part]
		renumbered[o.part][o.doc] = uint32(i)
		ids[i] = uint32(o.id)
		kinds[i] = table.number(p.kinds[p.kind(o.doc)])
		for f := range fields {
			merged[f].lengths = append(merged[f].lengths, uint32(p.index[f].length(o.doc)))
		}
	}
	for f := range fields {
		var sources []source
		for i := range parts {
			if x := &parts[i].index[f]; x.terms() > 0 {
				sources = append(sources, source{inverted: x, renumbered: renumbered[i]})
			}
		}
		mergeLists(&merged[f], sources)
	}
	return assemble(ids, kinds, table.kinds, merged)
}

// living lists the living chunks of parts by rising ID.
func living(parts []part) []place {
	var order []place
	for i := range parts {
		for doc := range parts[i].n {
			if parts[i].lives(doc) {
				order = append(order, place{i, doc, parts[i].id(doc)})
			}
		}
	}
	slices.SortFunc(order, func(a, b place) int { return cmp.Compare(a.id, b.id) })
	return order
}

// A source is a field that is merged: the next of its terms, and the new
// numbers of its chunks.
type source struct {
	*inverted
	term       int
	renumbered []uint32
}

// mergeLists merges the posting lists of sources that have terms left.
func mergeLists(to *content, sources []source) {
	var decoded, postings []posting
	for len(sources) > 0 {
		least := sources[0].hash(sources[0].term)
		for i := range sources[1:] {
			least = min(least, sources[i+1].hash(sources[i+1].term))
		}
		postings = postings[:0]
		ended := false
		for i := range sources {
			s := &sources[i]
			if s.hash(s.term) != least {
				continue
			}
			decoded = appendPostings(decoded[:0], s.list(s.term))
			for _, p := range decoded {
				if doc := s.renumbered[p.doc]; doc != gone {
					postings = append(postings, posting{doc, p.frequency})
				}
			}
			s.term++
			ended = ended || s.term == s.terms()
		}
		sortByDoc(postings)
		to.add(least, postings)
		if ended {
			sources = slices.DeleteFunc(sources, func(s source) bool { return s.term == s.terms() })
		}
	}
}

// sortByDoc sorts postings, which mostly come in order.
func sortByDoc(postings []posting) {
	for i := 1; i < len(postings); i++ {
		if postings[i].doc < postings[i-1].doc {
			slices.SortFunc(postings, func(a, b posting) int { return cmp.Compare(a.doc, b.doc) })
			return
		}
	}
}

// add adds a term with its postings, unless it has none.
func (c *content) add(hash uint64, postings []posting) {
	if len(postings) == 0 {
		return
	}
	c.hashes = append(c.hashes, hash)
	c.lists = appendList(c.lists, postings)
	c.ends = append(c.ends, uint32(len(c.lists)))
}
