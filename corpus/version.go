package corpus

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// An Edition tells which version of which text a document is.
type Edition struct {
	// Family is the same for documents that are versions of one text, and other
	// for all others.
	Family string
	// Version is what the document, its file name or its folder says, such as
	// "2.1", "2024-05" or "draft 2"; "" if nothing does.
	Version string
	// Date is the document's own, or else what its name says, as 2024,
	// 2024-05 or 2024-05-31 where it could be understood; "" if nothing does.
	Date string
	// Of is how many documents the family has, and Rank the place of this one
	// among them, from 0, the newest first.
	Of, Rank int
}

// Editions tells, document by document, which version of what text each is. The
// documents are all that are known: that "2023/handbook.md" is a version shows
// only beside "2024/handbook.md". So it is asked when a list of documents is at
// hand, and not kept with them: a document that is renamed stays as it is.
//
// What a document says of its version itself goes before its name. A name says
// it for certain with a word or a "v", as in policy-v2.md, or by three numbers
// with points; a year, a date, two numbers with a point and words such as "final" do so only beside another
// document that has the same name but for these. A mere number never does:
// chapter-2.md is no second version of a chapter.
func Editions(documents []Document) []Edition {
	names := make([]Named, len(documents))
	for i, d := range documents {
		names[i] = NameOf(d)
	}
	return EditionsOf(names)
}

// Named is what a document and its name say of its version. To read names takes
// longer than to compare them.
type Named struct {
	marks         nameMarks
	version, date string
}

// NameOf reads what a document and its name say of its version.
func NameOf(d Document) Named { return Named{readName(d.ID), d.Version, d.Date} }

// EditionsOf is Editions for documents whose names were read: for some of many,
// such as those that somebody may see.
func EditionsOf(names []Named) []Edition {
	editions := make([]Edition, len(names))
	families := map[string][]int{}
	for i, n := range names {
		editions[i].Family = n.marks.family
		families[n.marks.family] = append(families[n.marks.family], i)
	}
	for _, members := range families {
		first := names[members[0]].marks.text()
		varied := slices.ContainsFunc(members[1:], func(i int) bool { return names[i].marks.text() != first })
		for _, i := range members {
			editions[i].Version = cmp.Or(names[i].version, names[i].marks.version(varied))
			editions[i].Date = cmp.Or(names[i].date, names[i].marks.date)
			editions[i].Of = len(members)
		}
		if len(members) > 1 {
			rank(editions, members)
		}
	}
	return editions
}

// rank sorts the members of a family, the newest first: by their dates if all
// have one, or else by their versions. Equals keep their order.
func rank(editions []Edition, members []int) {
	type member struct {
		place   int
		date    string
		version release
	}
	dated := true
	sorted := make([]member, len(members))
	for n, i := range members {
		sorted[n] = member{i, isoPrefix(editions[i].Date), readRelease(editions[i].Version)}
		dated = dated && sorted[n].date != ""
	}
	slices.SortStableFunc(sorted, func(a, b member) int {
		dates, versions := strings.Compare(b.date, a.date), b.version.total(a.version)
		if dated && a.version.stage != superseded && b.version.stage != superseded {
			return cmp.Or(dates, versions)
		}
		return cmp.Or(versions, dates)
	})
	for n, m := range sorted {
		editions[m.place].Rank = n
	}
}

// Compare tells which of two editions is the newer one: +1 for e, -1 for other,
// 0 if that is not known. A version that was superseded is never newer; dates go
// before versions.
func (e Edition) Compare(other Edition) int {
	if a, b := isSuperseded(e.Version), isSuperseded(other.Version); a != b {
		if a {
			return -1
		}
		return 1
	}
	a, b := isoPrefix(e.Date), isoPrefix(other.Date)
	if n := min(len(a), len(b)); n > 0 && a[:n] != b[:n] {
		return strings.Compare(a, b)
	}
	return CompareVersions(e.Version, other.Version)
}

// Name is how people read a version: "v2.1" for a number, and a date, a
// draft or anything else as it is.
func (e Edition) Name() string { return VersionName(e.Version) }

var bareVersion = regexp.MustCompile(`^\d+(?:\.\d+)*(?:[-+ (].*)?$`)

// VersionName is how people read a version: "v2.1" for a number, and a date, a
// draft or anything else as it is.
func VersionName(version string) string {
	if bareVersion.MatchString(version) && !readRelease(version).dated {
		return "v" + version
	}
	return version
}

// isoPrefix is a date in ISO 8601, or its beginning that is one; "" for other
// text.
func isoPrefix(date string) string { return isoDateAt.FindString(date) }

var isoDateAt = regexp.MustCompile(`^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?\b`)

// The stages of a version, by age.
const (
	superseded = iota - 5
	alpha
	draft
	beta
	candidate
	released
	final
)

// stages are the words for them.
var stages = map[string]int{
	"superseded": superseded, "obsolete": superseded, "deprecated": superseded, "outdated": superseded, "withdrawn": superseded,
	"retired": superseded, "archived": superseded, "old": superseded, "veraltet": superseded,
	"alpha": alpha, "draft": draft, "entwurf": draft, "brouillon": draft, "borrador": draft, "beta": beta, "rc": candidate, "final": final,
}

// A release is a version taken apart.
type release struct {
	// numbers are those of 2.1.0, or of a date.
	numbers []int
	// dated tells a date, which cannot be compared with other numbers.
	dated bool
	// stage is one of the stages, and stageNumber the 2 of "draft 2".
	stage, stageNumber int
}

var (
	stageAt   = regexp.MustCompile(`(?:^|[^\pL])(superseded|obsolete|deprecated|outdated|withdrawn|retired|archived|old|veraltet|alpha|draft|entwurf|brouillon|borrador|beta|rc|final)[-_. ]?(\d{0,4})(?:$|[^\pL\pN])`)
	numbersAt = regexp.MustCompile(`\d+(?:\.\d+)*`)
	datedAt   = regexp.MustCompile(`^(?:19|20)\d\d(?:$|[-_/ ]|\.(?:0[1-9]|1[0-2])(?:\.|$))`)
	letterAt  = regexp.MustCompile(`^(?:(?:rev|revision|version|ver)[-_. ]*)?([a-z])$`)
)

// readRelease takes a version apart.
func readRelease(version string) release {
	version = strings.ToLower(strings.TrimSpace(version))
	r := release{dated: datedAt.MatchString(version)}
	if m := stageAt.FindStringSubmatchIndex(version); m != nil {
		r.stage = stages[version[m[2]:m[3]]]
		r.stageNumber, _ = strconv.Atoi(version[m[4]:m[5]])
		version = version[:m[2]] + version[m[5]:]
	}
	switch letter := letterAt.FindStringSubmatch(strings.TrimSpace(version)); {
	case letter != nil:
		r.numbers = []int{int(letter[1][0]-'a') + 1}
	case r.dated:
		r.numbers = integers(strings.NewReplacer("-", ".", "_", ".", "/", ".").Replace(version))
	default:
		r.numbers = integers(numbersAt.FindString(version))
	}
	return r
}

// integers are the numbers between the points of a text; it ends at the first
// thing that is none.
func integers(text string) []int {
	var all []int
	for part := range strings.SplitSeq(text, ".") {
		n, err := strconv.Atoi(part)
		if err != nil {
			break
		}
		all = append(all, n)
	}
	return all
}

func isSuperseded(version string) bool { return readRelease(version).stage == superseded }

// CompareVersions tells which of two versions of one text is the newer one: +1
// for a, -1 for b, 0 if that is not known, as with a date and a number. A draft
// is older than what it is a draft of.
func CompareVersions(a, b string) int {
	r, s := readRelease(a), readRelease(b)
	if r.stage != superseded && s.stage != superseded && ((len(r.numbers) > 0) != (len(s.numbers) > 0) || r.dated != s.dated) {
		return 0
	}
	return r.total(s)
}

// total orders any two versions: what was superseded first, then what has no
// number, then numbers, then dates.
func (r release) total(s release) int {
	order := func(r release) int {
		switch {
		case r.stage == superseded:
			return 0
		case len(r.numbers) == 0:
			return 1
		case !r.dated:
			return 2
		}
		return 3
	}
	if c := cmp.Compare(order(r), order(s)); c != 0 {
		return c
	}
	for i := range max(len(r.numbers), len(s.numbers)) {
		if c := cmp.Compare(at(r.numbers, i), at(s.numbers, i)); c != 0 {
			return c
		}
	}
	return cmp.Or(cmp.Compare(r.stage, s.stage), cmp.Compare(r.stageNumber, s.stageNumber))
}

func at(numbers []int, i int) int {
	if i < len(numbers) {
		return numbers[i]
	}
	return 0
}
