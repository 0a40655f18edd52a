package pdf

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxHeading  = 200  // characters
	largeEnough = 1.12 // times the size of the text
)

// A look is how a heading is set.
type look struct {
	size         int // see sizeKey
	bold, italic bool
	// upper is set when it is in capitals, numbered when it bears a number of
	// some levels.
	upper bool
	depth int
}

var (
	sectionNumber = regexp.MustCompile(`^(\d{1,2}(?:\.\d{1,3}){0,4})\.?\s+\p{L}`)
	romanNumber   = regexp.MustCompile(`^[IVX]{1,5}\.\s+\p{Lu}`)
	letterNumber  = regexp.MustCompile(`^[A-Z]\.\s+\p{Lu}`)
	captioned     = regexp.MustCompile(`(?i)^(fig(ure|\.)|table|tabelle|abbildung|abb\.|рис\.|рисунок|таблица|listing|algorithm)\s*\d`)
)

// A judge tells the headings of a document.
type judge struct {
	body    font // how most of the text is set
	entries map[string]entry
	levels  map[look]int
	title   bool // there is a title above all levels
}

// markHeadings finds the headings among the blocks, and their levels.
func markHeadings(blocks []block, body font, outline []entry) {
	j := judge{body: body, entries: map[string]entry{}, levels: map[look]int{}}
	for _, e := range outline {
		if key := bare(e.title); key != "" {
			if _, known := j.entries[key]; !known {
				j.entries[key] = e
			}
		}
	}
	titled := j.titleOf(blocks)
	j.title = titled >= 0
	var found []int
	for i := range blocks {
		if i == titled {
			blocks[i].kind, blocks[i].level = heading, 1
		} else if !j.isByline(blocks, titled, i) && j.isHeading(blocks, i) {
			blocks[i].kind = heading
			found = append(found, i)
		}
	}
	j.rank(blocks, found)
	for _, i := range found {
		blocks[i].level = j.level(&blocks[i])
	}
}

// titleOf finds the title: the largest text on the first page, in its upper
// half, larger than any heading further on. It returns -1 if there is none.
func (j *judge) titleOf(blocks []block) int {
	best, largest := -1, 0.0
	for i, b := range blocks[:min(len(blocks), 12)] {
		if b.page > blocks[0].page || !j.canHead(&b) || b.size < largeEnough*j.body.size {
			continue
		}
		if b.size > largest*1.02 {
			best, largest = i, b.size
		}
	}
	for i, b := range blocks {
		if i != best && best >= 0 && b.size > largest*.98 && j.canHead(&b) {
			return -1
		}
	}
	return best
}

// isByline reports whether a block stands below the title as names and dates
// do: in the middle, with nothing else between.
func (j *judge) isByline(blocks []block, titled, i int) bool {
	if titled < 0 || i <= titled || i > titled+8 {
		return false
	}
	for _, b := range blocks[titled+1 : i+1] {
		if _, listed := j.entries[bare(b.text)]; listed || !b.centred || b.bold && !b.italic || b.page != blocks[titled].page {
			return false
		}
	}
	return true
}

// canHead reports whether a block can be a heading by what it says.
func (j *judge) canHead(b *block) bool {
	if b.kind == table || b.kind == code || b.lines > 4 || utf8.RuneCountInString(b.text) > maxHeading || b.note {
		return false
	}
	letters := 0
	for _, r := range b.text {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters >= 2 && !captioned.MatchString(b.text)
}

// isHeading reports whether a block is a heading.
func (j *judge) isHeading(blocks []block, i int) bool {
	b := &blocks[i]
	if !j.canHead(b) || b.kind == item && bullet.MatchString(b.text) {
		return false
	}
	if e, ok := j.entries[bare(b.text)]; ok && (e.page < 0 || e.page == b.page) {
		return true
	}
	if b.size >= largeEnough*j.body.size && !(b.lines > 2 && endsSentence(b.text)) {
		return true
	}
	if b.lines > 2 || utf8.RuneCountInString(b.text) > 120 || strings.HasSuffix(b.text, ",") || b.size < .9*j.body.size {
		return false
	}
	follows := i+1 < len(blocks)
	switch {
	case b.bold && !j.body.bold && b.size > 1.05*j.body.size:
		return follows
	case b.bold && !j.body.bold:
		return follows && (!endsSentence(b.text) || sectionNumber.MatchString(b.text)) && !strings.HasSuffix(b.text, ":") && !isTabularBold(blocks, i)
	case romanNumber.MatchString(b.text) && isUpper(b.text):
		return b.lines == 1 || b.centred
	case letterNumber.MatchString(b.text) && b.italic && !j.body.italic:
		return b.lines == 1 && !endsSentence(b.text)
	}
	return false
}

// isTabularBold reports whether bold lines stand below each other, as they do
// in forms and not as headings.
func isTabularBold(blocks []block, i int) bool {
	n := 0
	for k := max(0, i-3); k < min(len(blocks), i+4); k++ {
		if blocks[k].bold && blocks[k].kind == paragraph && blocks[k].lines == 1 {
			n++
		}
	}
	return n > 4
}

func endsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "\"'”’»)"))
	return strings.ContainsRune(".!;。！；", r)
}

// isUpper reports whether a text is in capitals.
func isUpper(s string) bool {
	upper := 0
	for _, r := range s {
		switch {
		case unicode.IsLower(r):
			return false
		case unicode.IsUpper(r):
			upper++
		}
	}
	return upper > 2
}

func lookOf(b *block) look {
	l := look{size: sizeKey(b.size), bold: b.bold, italic: b.italic, upper: isUpper(b.text)}
	if m := sectionNumber.FindStringSubmatch(b.text); m != nil {
		l.depth = 1 + strings.Count(m[1], ".")
	}
	return l
}

// rank gives each look a level: that of the outline where it is in it, else by
// size.
func (j *judge) rank(blocks []block, found []int) {
	var looks []look
	for _, i := range found {
		l := lookOf(&blocks[i])
		if !slices.Contains(looks, l) {
			looks = append(looks, l)
		}
		if e, ok := j.entries[bare(blocks[i].text)]; ok {
			if known, ok := j.levels[l]; !ok || e.level < known {
				j.levels[l] = e.level
			}
		}
	}
	slices.SortFunc(looks, func(a, b look) int {
		switch {
		case a.size != b.size:
			return b.size - a.size
		case a.bold != b.bold:
			return first(a.bold)
		case a.upper != b.upper:
			return first(a.upper)
		case a.depth != b.depth && a.depth > 0 && b.depth > 0:
			return a.depth - b.depth
		case a.italic != b.italic:
			return first(b.italic)
		}
		return a.depth - b.depth
	})
	defer j.byNumbers()
	level, last := 0, look{}
	for i, l := range looks {
		if known, ok := j.levels[l]; ok {
			level = max(level, known)
		} else {
			if i == 0 || l.size != last.size || l.bold != last.bold || l.upper != last.upper || l.depth > last.depth && last.depth > 0 || l.italic != last.italic {
				level++
			}
			j.levels[l] = level
		}
		last = l
	}
}

// byNumbers puts headings with numbers such as 2.1 below those with numbers
// such as 2, where the outline does not tell.
func (j *judge) byNumbers() {
	if len(j.entries) > 0 {
		return
	}
	top := 0
	for l, level := range j.levels {
		if l.depth == 1 && (top == 0 || level < top) {
			top = level
		}
	}
	for l := range j.levels {
		if l.depth > 0 && top > 0 {
			j.levels[l] = top + l.depth - 1
		}
	}
}

func first(yes bool) int {
	if yes {
		return -1
	}
	return 1
}

// level is the level of a heading.
func (j *judge) level(b *block) int {
	level := j.levels[lookOf(b)]
	if e, ok := j.entries[bare(b.text)]; ok && (e.page < 0 || e.page == b.page) {
		level = e.level
	}
	if j.title {
		level++
	}
	return min(max(level, 1), 6)
}
