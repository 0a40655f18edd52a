package corpus

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// nameMarks are what the name of a document says of its version.
type nameMarks struct {
	// family is the name without all marks.
	family string
	// sure says the version by itself; weak does beside a sibling only.
	sure, weak string
	// stage is such as "draft 2", and stageSure set when it needs no sibling.
	stage     string
	stageSure bool
	date      string
}

// text is all marks in one, to tell names apart.
func (m nameMarks) text() string {
	return strings.Join([]string{m.sure, m.weak, m.stage, m.date}, "\n")
}

// version is what the name says, given whether there are siblings with other
// marks.
func (m nameMarks) version(siblings bool) string {
	number, stage := m.sure, ""
	if siblings && number == "" {
		number = m.weak
	}
	if siblings || m.stageSure {
		stage = m.stage
	}
	if siblings && number == "" {
		number = m.date
	}
	if number != "" && stage != "" {
		return number + " " + stage
	}
	return number + stage
}

// Words that make a number behind them a version, and such that make it a part
// of a work.
const versionWords = `version|versión|versão|versione|versie|версия|fassung|ver|rev|revision|révision|revisión|release|edition|édition|edición|edição|auflage|ausgabe`

var (
	parts = wordsOf(`chapter chap ch part pt section sec unit lesson page week day volume vol book step appendix no number module
		lecture exercise figure fig table act scene episode season session sheet slide article paragraph question item task phase
		level grade class stage room floor kapitel teil abschnitt seite woche tag band anhang übung chapitre partie capítulo parte
		capitolo hoofdstuk deel глава часть iso iec din en rfc ieee ip`)

	folderDates = regexp.MustCompile(`(?:^|/)((?:19|20)\d\d)/(0[1-9]|1[0-2])(?:/(0[1-9]|[12]\d|3[01]))?/`)
	extensionAt = regexp.MustCompile(`(?:\.tar)?\.\pL[\pL\pN]{0,9}$`)
	versionEnd  = regexp.MustCompile(`\.v\d+$`)
	monthNumber = map[string]string{"jan": "01", "feb": "02", "mar": "03", "apr": "04", "may": "05", "jun": "06",
		"jul": "07", "aug": "08", "sep": "09", "oct": "10", "nov": "11", "dec": "12"}
)

const (
	months = `(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?`
	// before and behind are the ends of a mark.
	before = `(?:^|[^\pL\pN])`
	behind = `(?:$|[^\pL\pN])`
	early  = `(?:[-_. ]?(?:alpha|beta|rc|pre|draft)[-_. ]?\d{0,3})?`
)

// A nameRule reads one sort of mark; its first group is what the mark takes of
// the name. read gets the groups, and reports whether it is a mark at all.
type nameRule struct {
	pattern *regexp.Regexp
	// digits is set for marks that have some.
	digits bool
	read   func(m *nameMarks, s segment, groups []string) bool
}

// A segment is a part of a path around a mark that was found in it.
type segment struct {
	before, behind string
	// file is set for the last one.
	file bool
}

// ends reports whether the mark is the last thing in its segment.
func (s segment) ends() bool { return !strings.ContainsFunc(s.behind, ofName) }

// leads reports whether the mark stands in front of something.
func (s segment) leads() bool { return !s.ends() && !strings.ContainsFunc(s.before, ofName) }

// whole reports whether the mark is all there is.
func (s segment) whole() bool { return s.ends() && !strings.ContainsFunc(s.before, ofName) }

// inBrackets reports whether brackets stand around the mark.
func (s segment) inBrackets() bool {
	return strings.HasSuffix(strings.TrimRight(s.before, " "), "(") || strings.HasSuffix(strings.TrimRight(s.before, " "), "[")
}

// split reports whether the mark is a piece of longer digits with points, such as
// an address of a network.
func (s segment) split() bool {
	return len(s.behind) > 1 && s.behind[0] == '.' && isDigitByte(s.behind[1]) ||
		len(s.before) > 1 && s.before[len(s.before)-1] == '.' && isDigitByte(s.before[len(s.before)-2])
}

// counted reports whether the word before the mark makes it the number of a
// part.
func (s segment) counted() bool {
	fields := strings.FieldsFunc(s.before, func(r rune) bool { return !ofName(r) })
	return len(fields) > 0 && parts[fields[len(fields)-1]]
}

func ofName(r rune) bool      { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
func isDigitByte(b byte) bool { return '0' <= b && b <= '9' }

func wordsOf(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

// nameRules are tried in this order; each takes its mark out of the name.
var nameRules = []nameRule{
	{regexp.MustCompile(before + `(((?:19|20)\d\d)[-_.](0[1-9]|1[0-2])(?:[-_.](0[1-9]|[12]\d|3[01]))?)` + behind), true, dateRule(1, 2, 3)},
	{regexp.MustCompile(before + `(((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))` + behind), true, dateRule(1, 2, 3)},
	{regexp.MustCompile(before + `((0[1-9]|[12]\d|3[01])\.(0[1-9]|1[0-2])\.((?:19|20)\d\d))` + behind), true, dateRule(3, 2, 1)},
	{regexp.MustCompile(before + `(` + months + `[-_. ]{1,2}((?:19|20)\d\d))` + behind), true, dateRule(2, 1, 0)},
	{regexp.MustCompile(before + `(((?:19|20)\d\d)[-_. ]{1,2}` + months + `)` + behind), true, dateRule(1, 2, 0)},
	{regexp.MustCompile(before + `(v\.?(\d{1,4}(?:\.\d{1,6}){0,3}` + early + `))` + behind), true, readV},
	{regexp.MustCompile(before + `((` + versionWords + `)[-_. ]{0,2}(\d{1,4}(?:\.\d{1,6}){0,3}` + early + `))` + behind), true, readNumbered},
	{regexp.MustCompile(before + `((\d{1,3})(?:st|nd|rd|th|\.)?[-_. ](?:ed|edn|edition|auflage|ausgabe|édition|edición))` + behind), true, readEdition},
	{regexp.MustCompile(before + `(\d{1,4}(?:\.\d{1,6}){2}` + early + `)` + behind), true, readDotted},
	{regexp.MustCompile(before + `(\d{1,3}\.\d{1,4}` + early + `)` + behind), true, readDotted},
	{regexp.MustCompile(before + `((draft|entwurf|brouillon|borrador|final|rc|alpha|beta|old|obsolete|superseded|deprecated|outdated|veraltet)[-_. ]?(\d{0,3}))` + behind), false, readStage},
	{regexp.MustCompile(before + `((?:19|20)\d\d)` + behind), true, dateRule(0, -1, -1)},
}

// dateRule reads a date from the groups of year, month and day, counted behind
// the first; none below 0, and no day for 0. The innermost date of a path counts.
func dateRule(year, month, day int) func(*nameMarks, segment, []string) bool {
	return func(m *nameMarks, s segment, groups []string) bool {
		if s.split() || s.counted() {
			return false
		}
		date := groups[year]
		if month >= 0 {
			number := groups[month]
			if n, ok := monthNumber[number]; ok {
				number = n
			}
			date += "-" + number
		}
		if day > 0 && groups[day] != "" {
			date += "-" + groups[day]
		}
		if m.date == "" {
			m.date = date
		}
		return true
	}
}

// readV takes "v2" for a version, but a "v8" with more behind it only beside a
// sibling.
func readV(m *nameMarks, s segment, groups []string) bool {
	if s.split() {
		return false
	}
	m.take(groups[1], s.ends() || strings.Contains(groups[1], "."))
	return true
}

func readNumbered(m *nameMarks, s segment, groups []string) bool {
	if s.split() {
		return false
	}
	switch word := groups[1]; {
	case strings.HasPrefix(word, "rev") || strings.HasPrefix(word, "rév"):
		m.take("rev "+groups[2], true)
	case strings.HasPrefix(word, "ed") || strings.HasPrefix(word, "éd") || word == "auflage" || word == "ausgabe":
		m.take("edition "+groups[2], true)
	default:
		m.take(groups[2], true)
	}
	return true
}

func readEdition(m *nameMarks, _ segment, groups []string) bool {
	m.take("edition "+groups[1], true)
	return true
}

// readDotted takes numbers with points, but none that stand alone or in front,
// where they number sections.
func readDotted(m *nameMarks, s segment, groups []string) bool {
	three := strings.Count(numbersAt.FindString(groups[0]), ".") == 2
	if s.split() || s.whole() && s.file || s.counted() || s.leads() && !three {
		return false
	}
	m.take(groups[0], three && !s.leads() && !s.whole())
	return true
}

func readStage(m *nameMarks, s segment, groups []string) bool {
	if !s.ends() || s.whole() {
		return false
	}
	if m.stage == "" {
		m.stage = strings.TrimSpace(groups[1] + " " + groups[2])
		numbered := groups[2] != "" && (stages[groups[1]] == draft || stages[groups[1]] == candidate)
		m.stageSure = numbered || s.inBrackets() && (stages[groups[1]] == draft || stages[groups[1]] == final)
	}
	return true
}

// take notes a version; the one that was found first counts.
func (m *nameMarks) take(version string, sure bool) {
	switch {
	case sure && m.sure == "":
		m.sure = version
	case !sure && m.weak == "":
		m.weak = version
	}
}

// longestName bounds the names that marks are looked for in, in bytes.
const longestName = 1000

// readName reads the marks of a document's name, from the file up through its
// folders.
func readName(id string) nameMarks {
	var m nameMarks
	path := strings.ToLower(id)
	if len(path) > longestName {
		return nameMarks{family: path}
	}
	folded := folderDates.FindStringSubmatch(path)
	if folded != nil {
		path = strings.Replace(path, strings.Trim(folded[0], "/")+"/", "", 1)
	}
	segments := strings.Split(path, "/")
	last := len(segments) - 1
	if !versionEnd.MatchString(segments[last]) {
		segments[last] = extensionAt.ReplaceAllString(segments[last], "")
	}
	for i := last; i >= 0; i-- {
		own := m
		bare := own.strip(segments[i], i == last)
		if i == last && bare == "" && own.sure == "" {
			// A file that is called by its date alone is no version of its folder.
			m.date = own.date
			segments[i] = nameWords(segments[i])
			continue
		}
		m, segments[i] = own, bare
	}
	if folded != nil && m.date == "" {
		m.date = strings.Trim(strings.Join(folded[1:], "-"), "-")
	}
	m.family = strings.Join(slices.DeleteFunc(segments, func(s string) bool { return s == "" }), "/")
	return m
}

// strip reads the marks of a segment and returns its words without them.
func (m *nameMarks) strip(text string, file bool) string {
	digits := strings.ContainsAny(text, "0123456789")
	for _, rule := range nameRules {
		if !digits && rule.digits {
			continue
		}
		for from := 0; from < len(text); {
			at := rule.pattern.FindStringSubmatchIndex(text[from:])
			if at == nil {
				break
			}
			var groups []string
			for g := 2; g < len(at); g += 2 {
				group := ""
				if at[g] >= 0 {
					group = text[from+at[g] : from+at[g+1]]
				}
				groups = append(groups, group)
			}
			start, end := from+at[2], from+at[3]
			if rule.read(m, segment{text[:start], text[end:], file}, groups) {
				text, from = text[:start]+" "+text[end:], start
			} else {
				from = end
			}
		}
	}
	return nameWords(text)
}

// nameWords are the words of a name with single blanks between them.
func nameWords(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return !ofName(r) }), " ")
}
