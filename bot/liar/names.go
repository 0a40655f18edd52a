package liar

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

// capitals finds runs of capitalised words.
var capitals = regexp.MustCompile(`\p{Lu}[\p{L}\d'’-]*(?: \p{Lu}[\p{L}\d'’-]*)*`)

// A nameAt is a name in a text.
type nameAt struct {
	name, kind string
	start, end int
}

// namesIn returns the names of a text whose kind is certain: those of the list
// that are no part of a longer name, and given names with a family name.
func namesIn(text string) []nameAt {
	var list []nameAt
	l := words()
	for _, m := range capitals.FindAllStringIndex(text, -1) {
		name := text[m[0]:m[1]]
		if strings.HasSuffix(name, "'s") || strings.HasSuffix(name, "’s") {
			name = strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s")
		}
		end := m[0] + len(name)
		// A hyphen or an "of" around it makes it part of another name.
		if !nameStandsAlone(text, m[0], end) {
			continue
		}
		if kind := l.kinds[name]; kind != "" && !(kind == "people" && isCapital(wordAfter(text, end))) {
			list = append(list, nameAt{name, kind, m[0], end})
		} else if f := strings.Fields(name); len(f) == 2 && len(f[1]) > 2 && l.kinds[f[1]] == "" && !notFamily[f[1]] && !openers[f[0]] &&
			(l.given[f[0]] || professions[wordBefore(text, m[0])]) {
			list = append(list, nameAt{name, "person", m[0], end})
		}
	}
	return list
}

// professions stand before the names of persons.
var professions = set(`physicist inventor president emperor king general professor architect author linebacker quarterback
	coach singer composer poet philosopher historian scientist mathematician engineer economist sociologist psychologist
	actor actress writer painter explorer astronaut director producer governor senator minister bishop theologian
	geologist chemist biologist physician surgeon journalist critic scholar artist sculptor designer officer captain`)

// learnFamilies notes the family names of the persons in the passages of each
// title: they mean the same person in all of these.
func (w *world) learnFamilies() {
	whole := map[[2]string]string{}
	for _, p := range w.pages {
		for _, name := range p.names {
			if f := strings.Fields(name); len(f) == 2 && w.kinds[name] == "person" {
				key := [2]string{p.Title, f[1]}
				if other := whole[key]; other != "" && other != name {
					name = "?" // two of one family
				}
				whole[key] = name
			}
		}
	}
	for _, p := range w.pages {
		p.families = map[string]string{}
		for key, name := range whole {
			if key[0] == p.Title && name != "?" && hasPhrase(p.Text, key[1]) {
				p.families[key[1]] = name
			}
		}
		for _, family := range slices.Sorted(maps.Keys(p.families)) {
			if !slices.Contains(p.names, p.families[family]) {
				p.names = append(p.names, family)
			}
		}
	}
}

// personsIn returns the names of a sentence, with the family names that stand
// alone for persons of the passage.
func (p *page) personsIn(text string) []nameAt {
	list := namesIn(text)
	for family, whole := range p.families {
		if strings.Contains(text, whole) {
			continue
		}
		for _, i := range indexes(text, family) {
			if isCapital(wordBefore(text, i)) && i > 0 || isCapital(wordAfter(text, i+len(family))) {
				continue
			}
			list = append(list, nameAt{family, "person", i, i + len(family)})
		}
	}
	slices.SortFunc(list, func(a, b nameAt) int { return a.start - b.start })
	return list
}

// notFamily are words that make a name out of a given name that is no
// person's.
var notFamily = set(`University College School Street Hall House Island River Lake Park Museum Church Institute Award
	Prize Medal Library Cathedral Day City County Bay Sea Palace Gallery Airport Bridge Road Law Act Effect Theorem
	Number Cup Bowl Stadium Tower Building Company Corporation The I II III IV V VI VII VIII Square Centre Center Fund`)

func nameStandsAlone(text string, start, end int) bool {
	before, after := wordBefore(text, start), wordAfter(text, end)
	rest := text[end:]
	if strings.HasSuffix(before, "-") || strings.HasPrefix(rest, "-") || strings.HasPrefix(rest, "–") {
		return false
	}
	// "University of Paris", "Treaty of Rome", "King of France".
	if before == "of" {
		head := strings.TrimSuffix(text[:start], " of ")
		if isCapital(wordBefore(head, len(head))) {
			return false
		}
	}
	if after == "of" || after == "and" && isCapital(wordAfter(text, end+4)) && before == "of" {
		return false
	}
	return true
}

// learnNames returns the names in the text and keeps them.
func (w *world) learnNames(text string) []string {
	var names []string
	for _, n := range namesIn(text) {
		if !slices.Contains(names, n.name) {
			names = append(names, n.name)
		}
		if w.kinds[n.name] == "" {
			w.kinds[n.name] = n.kind
			w.names[n.kind] = append(w.names[n.kind], n.name)
		}
	}
	return names
}

// replaceName puts another name for one, with "'s" kept.
func replaceName(text string, n nameAt, with string) string {
	return put(text, n.start, n.end, with)
}

// outsideName changes a name into one that the passage lacks.
func outsideName(g *guesser, p *page, s *sentence) []candidate {
	if s.leans {
		return nil
	}
	var list []candidate
	for _, n := range p.personsIn(s.body()) {
		if other := g.outside(p, n); other != "" {
			list = append(list, candidate{text: replaceName(s.body(), n, other) + ".", change: n.name + " → " + other})
		}
	}
	return list
}

// outside returns a name of the same kind of which no word stands in the
// passage or its title.
func (g *guesser) outside(p *page, n nameAt) string {
	l := words()
	pool := slices.Concat(p.world.names[n.kind], l.names[n.kind])
	for range 20 {
		other := pool[g.rand.IntN(len(pool))]
		held := slices.ContainsFunc(strings.Fields(other), func(w string) bool {
			// The adjective of a country counts as the country.
			return strings.Contains(p.Text+" "+p.Title, w[:min(len(w), max(3, len(w)-3))])
		})
		if !held {
			return other
		}
	}
	return ""
}

// holdsPart reports whether a part of the name stands in the text.
func holdsPart(text, name string) bool {
	return slices.ContainsFunc(strings.Fields(name), func(w string) bool { return strings.Contains(text, w) })
}

// symmetric words tell what is true both ways.
var symmetric = set(`met married borders bordered between versus vs against allied friend friends relationship relations
	differ differs similar both same other together near linked connected joined fought with each and or like unlike
	equal identical shared shares cooperate agreed treaty war border`)

// swapped exchanges two names of a sentence where the verb between them tells
// who did it to whom.
func swapped(_ *guesser, p *page, s *sentence) []candidate {
	if s.leans {
		return nil
	}
	text := s.body()
	names := p.personsIn(text)
	var list []candidate
	for i := range names {
		for j := i + 1; j < len(names); j++ {
			a, b := names[i], names[j]
			if a.kind != b.kind || a.name == b.name || strings.Count(text, a.name)+strings.Count(text, b.name) > 2 {
				continue
			}
			if !isOneWay(text[a.end:b.start]) {
				continue
			}
			lie := text[:a.start] + b.name + text[a.end:b.start] + a.name + text[b.end:]
			list = append(list, candidate{text: lie + ".", change: a.name + " ↔ " + b.name})
		}
	}
	if m := nameVerbName.FindStringSubmatch(text); m != nil && isDeed(m[2]) && !holdsAny(m[2], symmetric) && !holdsAny(m[2], subordinators) && isBreak(m[4]) && m[1] != m[3] && !openers[m[1]] && p.kind(m[1]) == p.kind(m[3]) && (p.kind(m[1]) != "" || isPlaced(m[2])) {
		list = append(list, candidate{text: capital(m[3]) + m[2] + strings.TrimPrefix(m[1], "The ") + m[4] + ".", change: m[1] + " ↔ " + m[3]})
	}
	return append(list, deeds(p, s, names)...)
}

// kind returns the kind of a name, "" if it is not known.
func (p *page) kind(name string) string {
	if p.families[name] != "" {
		return "person"
	}
	return p.world.kinds[name]
}

// nameVerbName is a sentence of two names with little between.
var nameVerbName = regexp.MustCompile(`^(\p{Lu}[\p{L}’-]+(?: \p{Lu}[\p{L}’-]+)*)((?: \p{Ll}+){1,4} )(\p{Lu}[\p{L}’-]+(?: \p{Lu}[\p{L}’-]+)*)((?:[ ,].*)?)$`)

// isDeed reports whether the words between two names are a deed or a relation
// that does not hold the other way round.
func isDeed(between string) bool {
	f := strings.Fields(between)
	last := f[len(f)-1]
	_, did := words().past[last]
	_, done := words().participles[f[max(0, len(f)-2)]]
	return did || done && last == "by" || isPlaced(between) || strings.Contains(between, "student of") || strings.Contains(between, "succeeded")
}

// isPlaced reports whether the words tell that the one belongs to the other.
func isPlaced(between string) bool {
	return strings.Contains(between, "part of") || strings.Contains(between, "located in") || strings.Contains(between, "capital of")
}

// isOneWay reports whether what stands between two names makes a statement
// that is another one the other way round.
func isOneWay(between string) bool {
	if holdsAny(between, symmetric) || strings.Trim(between, " ,") == "" {
		return false
	}
	for _, f := range fieldsOf(between) {
		if _, ok := words().past[f]; ok {
			return true
		}
		if _, ok := words().participles[f]; ok {
			return true
		}
		if oneWay[f] || strings.HasSuffix(f, "ed") {
			return true
		}
	}
	return false
}

// oneWay are further words that tell one side from the other.
var oneWay = set(`was is became whereas while than from to moved born died student teacher son daughter succeeded
	followed preceded suggested argued said believed`)

// deeds gives the deed of the person who begins the sentence to another person
// of the passage.
func deeds(p *page, s *sentence, names []nameAt) []candidate {
	if len(names) == 0 || names[0].start != 0 || names[0].kind != "person" || countWords(s.text) < 9 {
		return nil
	}
	doer := names[0]
	rest := s.body()[doer.end:]
	next := wordAfter(rest, 0)
	if _, past := words().past[next]; !past && !finite[next] || holdsAny(rest, symmetric) {
		return nil
	}
	var list []candidate
	for _, other := range p.names {
		if p.kind(other) != "person" || holdsPart(s.text, other) || strings.Contains(other, doer.name) {
			continue
		}
		list = append(list, candidate{text: other + rest + ".", change: doer.name + " → " + other})
	}
	return list
}
