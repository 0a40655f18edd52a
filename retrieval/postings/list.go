package postings

import "encoding/binary"

const (
	windowBits = 8
	// windowSize is how many chunks a search scores at a time. A chunk's place
	// in its window fits a byte.
	windowSize = 1 << windowBits
	// maxFrequency is the highest term frequency that is kept. BM25 saturates
	// long before it.
	maxFrequency = 255
	// ended is the window of a cursor behind its list's end.
	ended = int(^uint(0) >> 1)
)

// A posting says how often a term occurs in a chunk of a segment.
type posting struct {
	doc, frequency uint32
}

// appendList encodes postings, which rise by doc. A list is its length and then,
// for each window that has any,
//
//	gap    windows passed over since the one before
//	ones   twice the number of chunks that hold the term once, plus one if
//	       there are others
//	more   the number of those others, if there are any
//	places of the ones, places of the others, frequencies of the others
//
// where numbers are varints, and places and frequencies bytes. Keeping the
// frequent case apart leaves loops without branches to the search.
func appendList(list []byte, postings []posting) []byte {
	list = binary.AppendUvarint(list, uint64(len(postings)))
	next := uint32(0)
	for len(postings) > 0 {
		window := postings[0].doc >> windowBits
		n, ones := 0, 0
		for n < len(postings) && postings[n].doc>>windowBits == window {
			if postings[n].frequency == 1 {
				ones++
			}
			n++
		}
		list = binary.AppendUvarint(list, uint64(window-next))
		list = appendWindow(list, postings[:n], ones)
		postings, next = postings[n:], window+1
	}
	return list
}

func appendWindow(list []byte, postings []posting, ones int) []byte {
	more := len(postings) - ones
	if more == 0 {
		list = binary.AppendUvarint(list, uint64(ones)<<1)
	} else {
		list = binary.AppendUvarint(list, uint64(ones)<<1|1)
		list = binary.AppendUvarint(list, uint64(more))
	}
	for _, p := range postings {
		if p.frequency == 1 {
			list = append(list, byte(p.doc))
		}
	}
	if more == 0 {
		return list
	}
	for _, p := range postings {
		if p.frequency > 1 {
			list = append(list, byte(p.doc))
		}
	}
	for _, p := range postings {
		if p.frequency > 1 {
			list = append(list, byte(min(p.frequency, maxFrequency)))
		}
	}
	return list
}

// A cursor walks over the windows of a list.
type cursor struct {
	rest   []byte
	window int
	// ones and others are the places of the chunks that hold the term once and
	// more often; frequencies belong to others.
	ones, others, frequencies []byte
}

// newCursor returns a cursor on the first window of a list, and the list's
// length.
func newCursor(list []byte) (cursor, int) {
	n, size := binary.Uvarint(list)
	c := cursor{rest: list[size:], window: -1}
	c.next()
	return c, int(n)
}

// next moves on to the next window that the list has.
func (c *cursor) next() {
	rest := c.rest
	if len(rest) == 0 {
		c.window = ended
		return
	}
	gap, rest := number(rest)
	c.window += gap + 1
	ones, rest := number(rest)
	more := 0
	if ones&1 != 0 {
		more, rest = number(rest)
	}
	ones >>= 1
	c.ones, rest = rest[:ones], rest[ones:]
	c.others, rest = rest[:more], rest[more:]
	c.frequencies, c.rest = rest[:more], rest[more:]
}

// seek moves on to a window, or to the one behind where it would be.
func (c *cursor) seek(window int) {
	for c.window < window {
		c.next()
	}
}

// number decodes a varint, which is mostly a byte long.
func number(b []byte) (int, []byte) {
	if len(b) > 0 && b[0] < 0x80 {
		return int(b[0]), b[1:]
	}
	n, size := binary.Uvarint(b)
	return int(n), b[max(size, 0):]
}

// appendPostings decodes a whole list.
func appendPostings(postings []posting, list []byte) []posting {
	c, _ := newCursor(list)
	for ; c.window != ended; c.next() {
		base := uint32(c.window) << windowBits
		ones, others := c.ones, c.others
		for len(ones)+len(others) > 0 {
			if len(others) == 0 || len(ones) > 0 && ones[0] < others[0] {
				postings = append(postings, posting{base | uint32(ones[0]), 1})
				ones = ones[1:]
				continue
			}
			frequency := c.frequencies[len(c.frequencies)-len(others)]
			postings = append(postings, posting{base | uint32(others[0]), uint32(frequency)})
			others = others[1:]
		}
	}
	return postings
}
