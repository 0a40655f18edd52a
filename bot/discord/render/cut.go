package render

// wellFilled is how much of a message has to be filled, in percent, for a good
// place to cut to be worth the room that is left.
const wellFilled = 40

// cutLines cuts lines where a message that has no room for all of them ends: s
// holds as many as fit. It prefers, in this order, to cut between blocks, between
// items of a list, between lines, sentences, words.
func cutLines(lines []line, s *sheet, room int) (page, rest []line) {
	n, well := len(s.lines), room*wellFilled/100
	if at := betweenBlocks(lines, s.ends, well); at > 0 {
		return lines[:at], lines[at:]
	}
	if at := betweenItems(lines, n); at > 0 {
		return lines[:at], lines[at:]
	}
	if n > 0 && !lines[n].glued && s.ends[n-1] >= well {
		return lines[:n], lines[n:]
	}
	long := lines[n]
	if long.fence == nil {
		long.clusters = trimmed(long.clusters)
	}
	reached := s.within(long, room)
	for _, c := range []cut{behindSentence, behindWord} {
		if reached[c].size >= well {
			return parted(lines, n, long, reached[c].clusters)
		}
	}
	for at := n; at > 0; at-- {
		if !lines[at].glued {
			return lines[:at], lines[at:]
		}
	}
	at := reached[behindWord].clusters
	if at == 0 {
		at = max(reached[inWord].clusters, 1)
	}
	return parted(lines, n, long, at)
}

// betweenBlocks finds the last line that begins a block and leaves the message
// well filled; 0 if there is none. Nothing is cut off its heading.
func betweenBlocks(lines []line, ends []int, well int) int {
	for i := len(ends); i > 0 && ends[i-1] >= well; i-- {
		if lines[i].block != lines[i-1].block && !lines[i].glued {
			return i
		}
	}
	return 0
}

// betweenItems finds where the item begins that does not fit; 0 if it is not
// one, or begins the message.
func betweenItems(lines []line, n int) int {
	for i := n; i > 0; i-- {
		if lines[i].item && !lines[i].glued {
			return i
		}
		if lines[i].block != lines[i-1].block {
			break
		}
	}
	return 0
}

// A reach is how many clusters of a line fit, and the size of the text then.
type reach struct{ clusters, size int }

// within tells how much of a line fits on what is left of a sheet, cut anywhere,
// behind a word, and behind a sentence.
func (s *sheet) within(l line, room int) (reached [behindSentence + 1]reach) {
	empty := l
	empty.clusters, empty.prefix = nil, ""
	_, closed := s.with(empty)
	w := writer{size: closed + 1} // one for what escapes the beginning of a line
	w.begin(l)
	for i, c := range l.clusters {
		w.add(c)
		if w.closed() > room {
			break
		}
		for kind := inWord; kind <= c.cut; kind++ {
			reached[kind] = reach{clusters: i + 1, size: w.closed()}
		}
	}
	return reached
}

// parted cuts the n-th line behind some of its clusters.
func parted(lines []line, n int, long line, at int) (page, rest []line) {
	head, tail := long, long
	head.clusters, tail.clusters = long.clusters[:at], long.clusters[at:]
	tail.prefix, tail.space, tail.item, tail.glued = long.hang, 1, false, false
	page = append(append([]line{}, lines[:n]...), head)
	if len(tail.clusters) > 0 {
		rest = append(rest, tail)
	}
	return page, append(rest, lines[n+1:]...)
}
