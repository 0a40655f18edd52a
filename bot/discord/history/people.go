package history

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// How the authors of messages are called.
const (
	Names    = "names"    // as Discord shows them
	Initials = "initials" // by the first letters of their names
	Hidden   = "hidden"   // Member 1, Member 2 …, anew in each document
)

// people are those of one document, by the names that they have in it. It is a
// names together with a view.
type people struct {
	*view
	how string
	met map[string]person
	// called is how somebody is called, by ID; taken counts those who are called
	// alike.
	called map[string]string
	taken  map[string]int
	// written are the names that might be written out, by their first word.
	written map[string][]writtenName
}

// A writtenName is a name as words.
type writtenName struct {
	words []string
	id    string
	// common names are such as other words are too: they count only as they are
	// written in the profile, with a capital letter, or behind an @.
	common bool
	exact  string
}

// peopleOf are those who take part in a conversation.
func (v *view) peopleOf(messages []message) *people {
	p := &people{view: v, how: v.Authors, met: map[string]person{}, called: map[string]string{}, taken: map[string]int{}}
	for _, m := range messages {
		p.meet(m.Author)
		for _, other := range m.Mentions {
			p.meet(other)
		}
	}
	if p.how == Names {
		return p
	}
	p.written = map[string][]writtenName{}
	for _, who := range p.met {
		for _, name := range []string{who.Name, who.User} {
			p.expect(name, who.ID)
		}
	}
	for first := range p.written { // long names first, and always in one order
		slices.SortFunc(p.written[first], func(a, b writtenName) int {
			if len(a.words) != len(b.words) {
				return len(b.words) - len(a.words)
			}
			return strings.Compare(a.id, b.id)
		})
	}
	return p
}

// meet gets to know somebody.
func (p *people) meet(who person) {
	if old, known := p.met[who.ID]; !known || old.User == "" && who.User != "" {
		p.met[who.ID] = who
	}
}

// expect notes a name that may be written out.
func (p *people) expect(name, id string) {
	words := wordsIn(tidy(name))
	if len(words) == 0 {
		return
	}
	w := writtenName{id: id, exact: words[0].text}
	letters := true
	for _, word := range words {
		w.words = append(w.words, word.folded)
		letters = letters && !strings.ContainsFunc(word.text, unicode.IsDigit)
	}
	w.common = len(w.words) == 1 && (letters || strings.Trim(w.exact, "0123456789") == "")
	p.written[w.words[0]] = append(p.written[w.words[0]], w)
}

// person is how somebody is called in the document.
func (p *people) person(id string) string {
	if name, ok := p.called[id]; ok {
		return name
	}
	who, known := p.met[id]
	name := strings.Join(strings.Fields(tidy(who.Name)), " ")
	switch p.how {
	case Names:
		if !known || name == "" {
			name = "somebody"
		}
	case Initials:
		name = initials(name)
	default:
		name = fmt.Sprintf("Member %d", len(p.called)+1)
	}
	if p.taken[name]++; p.taken[name] > 1 {
		name = fmt.Sprintf("%s (%d)", name, p.taken[name])
	}
	p.called[id] = name
	return name
}

// initials are the first letters of up to three words: A. O.
func initials(name string) string {
	var letters []string
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		r, _ := utf8.DecodeRuneInString(word)
		letters = append(letters, string(unicode.ToUpper(r))+".")
	}
	if len(letters) == 0 {
		return "Somebody"
	}
	return strings.Join(letters[:min(len(letters), 3)], " ")
}

// typed replaces the names of people where they are written out.
func (p *people) typed(text string) string {
	if len(p.written) == 0 {
		return text
	}
	words := wordsIn(text)
	var b strings.Builder
	done := 0
	for i := 0; i < len(words); i++ {
		name, ok := p.nameAt(text, words[i:])
		if !ok {
			continue
		}
		last := words[i+len(name.words)-1]
		b.WriteString(text[done:words[i].start])
		b.WriteString(p.person(name.id))
		done = last.end
		i += len(name.words) - 1
	}
	if done == 0 {
		return text
	}
	return b.String() + text[done:]
}

// nameAt is the longest name that some words begin with.
func (p *people) nameAt(text string, words []word) (writtenName, bool) {
	for _, name := range p.written[words[0].folded] {
		if len(name.words) > len(words) {
			continue
		}
		fits := true
		for i, w := range name.words {
			fits = fits && words[i].folded == w && (i == 0 || words[i].start-words[i-1].end <= nameGap)
		}
		if fits && (!name.common || p.isMeant(text, words[0], name.exact)) {
			return name, true
		}
	}
	return writtenName{}, false
}

// nameGap is how many bytes may stand between the words of a name.
const nameGap = 3

// isMeant reports whether a word that is also somebody's name stands for them.
// Numbers, letters and words such as "will" never do, unless somebody is called
// by them.
func (p *people) isMeant(text string, w word, exact string) bool {
	if w.start > 0 && text[w.start-1] == '@' {
		return true
	}
	first, n := utf8.DecodeRuneInString(w.text)
	switch {
	case n == len(w.text), unicode.IsDigit(first), p.isStopWord(w.folded):
		return false
	}
	return w.text == exact || !unicode.IsLower(first)
}

// A word is a run of letters and digits, or one character of a script that
// does not part words.
type word struct {
	start, end   int
	text, folded string
}

func wordsIn(text string) []word {
	var all []word
	start := -1
	add := func(from, to int) {
		all = append(all, word{from, to, text[from:to], strings.ToLower(text[from:to])})
	}
	for i, r := range text {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r)
		alone := unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
		if start >= 0 && (!letter || alone) {
			add(start, i)
			start = -1
		}
		switch {
		case alone && letter:
			add(i, i+utf8.RuneLen(r))
		case letter && start < 0:
			start = i
		}
	}
	if start >= 0 {
		add(start, len(text))
	}
	return all
}
