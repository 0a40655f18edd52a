package gate

import "strings"

// facts are what a text says beside its words: its numbers and dates, what it
// denies, and how sure it is.
type facts struct {
	text
	tokens     []token
	clauses    []int // the clause of each word
	quantities []quantity
	negations  []cue
	hedges     []cue
	poles      []pole
	absolutes  []absolute
}

// readFacts reads a text once. A sentence's facts can be kept and joined with
// those of others.
func (l *lexicon) readFacts(t text) facts {
	f := facts{text: t, tokens: tokenize(t, l.of(t.language))}
	setClauses(f.tokens, t.raw)
	f.clauses = make([]int, len(t.words))
	for _, k := range f.tokens {
		if k.word >= 0 {
			f.clauses[k.word] = k.clause
		}
	}
	f.quantities = readQuantities(f.tokens, t)
	f.negations = readCues(f.tokens, t, f.quantities, negationClasses())
	f.hedges = readCues(f.tokens, t, f.quantities, hedgeClasses())
	f.poles = readPoles(f.tokens)
	f.absolutes = readAbsolutes(f.tokens)
	return f
}

// joinFacts puts the facts of sentences one after the other, with a line break
// between.
func joinFacts(sentences []facts) facts {
	var e facts
	var raw strings.Builder
	clauses := 0
	for n, s := range sentences {
		offset, words, tokens := raw.Len(), len(e.words), len(e.tokens)
		raw.WriteString(s.raw)
		raw.WriteByte('\n')
		e.language = s.language
		for _, w := range s.words {
			w.Start, w.End, w.sentence = w.Start+offset, w.End+offset, n
			e.words = append(e.words, w)
		}
		for _, t := range s.tokens {
			t.Start, t.End, t.clause = t.Start+offset, t.End+offset, t.clause+clauses
			if t.word >= 0 {
				t.word += words
			}
			e.tokens = append(e.tokens, t)
		}
		for _, c := range s.clauses {
			e.clauses = append(e.clauses, c+clauses)
		}
		for _, q := range s.quantities {
			q.first, q.end = q.first+tokens, q.end+tokens
			e.quantities = append(e.quantities, q)
		}
		e.negations = appendCues(e.negations, s.negations, tokens, words)
		e.hedges = appendCues(e.hedges, s.hedges, tokens, words)
		for _, a := range s.absolutes {
			a.first, a.end = a.first+tokens, a.end+tokens
			if a.word >= 0 {
				a.word += words
			}
			e.absolutes = append(e.absolutes, a)
		}
		for _, p := range s.poles {
			p.word += words
			e.poles = append(e.poles, p)
		}
		if len(e.tokens) > 0 {
			clauses = e.tokens[len(e.tokens)-1].clause + 1
		}
	}
	e.raw = raw.String()
	return e
}

// setClauses numbers the clauses of a text. A comma or a conjunction ends one;
// a point does when a sentence can end there.
func setClauses(tokens []token, raw string) {
	clause := 0
	for i := range tokens {
		t := &tokens[i]
		if i > 0 && (opensClause(t.lower) || endsClause(tokens, i-1, raw)) {
			clause++
		}
		t.clause = clause
	}
}

func endsClause(tokens []token, i int, raw string) bool {
	switch tokens[i].lower {
	case ",", ";", ":", "(", ")", "—", "!", "?", "。", "，", "；", "、", "…", "\"", "“", "”":
		return true
	case "-", "–":
		return tokens[i].spaced && i+1 < len(tokens) && tokens[i+1].spaced
	case ".":
		return i+1 < len(tokens) && tokens[i+1].spaced && tokens[i+1].capital(raw) &&
			(i == 0 || len(tokens[i-1].lower) > 2)
	}
	return false
}

func opensClause(word string) bool {
	switch word {
	case "but", "although", "though", "while", "whereas", "because", "which", "who", "whose", "despite", "since",
		"when", "where", "unless", "however", "aber", "weil", "mais", "pero", "но":
		return true
	}
	return false
}

// appendCues adds cues whose text begins so many tokens and words later.
func appendCues(all, more []cue, tokens, words int) []cue {
	for _, c := range more {
		c.first, c.end = c.first+tokens, c.end+tokens
		if c.word >= 0 {
			c.word += words
		}
		c.scope = shifted(c.scope, words)
		all = append(all, c)
	}
	return all
}

// shifted returns the numbers, each greater by n.
func shifted(numbers []int, n int) []int {
	if n == 0 {
		return numbers
	}
	moved := make([]int, len(numbers))
	for i, v := range numbers {
		moved[i] = v + n
	}
	return moved
}
