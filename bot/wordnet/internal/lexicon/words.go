package lexicon

import "sort"

// Find is the number of a word.
func (l *Lexicon) Find(word string) (int, bool) {
	block := sort.Search(l.blocks.len(), func(i int) bool { return l.head(i) > word }) - 1
	if block < 0 {
		return 0, false
	}
	// match is how much of the word the entry before shares with it. An entry
	// that shares more with its own predecessor differs from the word where that
	// did; one that shares less comes after the word.
	match := 0
	for i, e := range l.entries(block) {
		switch {
		case e.shared > match:
			continue
		case e.shared < match:
			return 0, false
		}
		rest := word[match:]
		if e.rest == rest {
			return block*blockWords + i, true
		}
		if e.rest > rest {
			return 0, false
		}
		match += commonPrefix(e.rest, rest)
	}
	return 0, false
}

// Text is the word with a number.
func (l *Lexicon) Text(word int) string {
	if word < 0 {
		return ""
	}
	var buf [maxWord]byte
	text := buf[:0]
	for i, e := range l.entries(word / blockWords) {
		if e.shared > len(text) {
			return ""
		}
		text = append(text[:e.shared], e.rest...)
		if i == word%blockWords {
			return string(text)
		}
	}
	return ""
}

// head is the first word of a block.
func (l *Lexicon) head(block int) string {
	for _, e := range l.entries(block) {
		return e.rest
	}
	return ""
}

// entry is a word in its block: how much it shares with the one before, and what
// follows.
type entry struct {
	shared int
	rest   string
}

// entries yields the words of a block, as far as the file holds.
func (l *Lexicon) entries(block int) func(yield func(int, entry) bool) {
	return func(yield func(int, entry) bool) {
		if block < 0 || block >= l.blocks.len() {
			return
		}
		text := l.text[min(l.blocks.at(block), len(l.text)):]
		for i := range blockWords {
			var e entry
			if i > 0 {
				if len(text) == 0 {
					return
				}
				e.shared, text = int(text[0]), text[1:]
			}
			if len(text) == 0 || len(text) <= int(text[0]) {
				return
			}
			e.rest, text = text[1:1+int(text[0])], text[1+int(text[0]):]
			if !yield(i, e) {
				return
			}
		}
	}
}
