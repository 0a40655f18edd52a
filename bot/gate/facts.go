package gate

import "strings"

// facts are what a text says beside its words: its numbers and dates, what it
// denies, and how sure it is.
type facts struct {
	text
	tokens     []token
	clauses    []int // the clause of each word
	quantities []quantity
	negations  []negation
	poles      []pole
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
	f.negations = readNegations(f.tokens, t)
	f.poles = readPoles(f.tokens)
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
		for _, n := range s.negations {
			n.first, n.end, n.clause = n.first+tokens, n.end+tokens, n.clause+clauses
			n.scope = shifted(n.scope, words)
			e.negations = append(e.negations, n)
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
		"when", "where", "unless", "yet", "however", "aber", "weil", "mais", "pero", "но":
		return true
	}
	return false
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
