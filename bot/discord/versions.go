package discord

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/corpus"
)

// versioned tells of documents which versions they are of what, and sorts them by
// title, versions of one text together and the newest first. It looks at those
// alone that somebody may see: whether a year in a name is a version shows by the
// others.
func versioned(list []entry) []entry {
	names := make([]corpus.Named, len(list))
	for i, e := range list {
		names[i] = e.name
	}
	newest := map[string]string{}
	list = slices.Clone(list)
	for i, edition := range corpus.EditionsOf(names) {
		e := &list[i]
		e.edition = edition
		e.Version, e.Date = edition.Version, edition.Date
		e.label = strings.ToLower(edition.Name() + "\n" + edition.Date)
		if edition.Rank == 0 {
			newest[edition.Family] = e.folded
		}
	}
	slices.SortStableFunc(list, func(a, b entry) int {
		f, g := a.edition.Family, b.edition.Family
		return cmp.Or(cmp.Compare(newest[f], newest[g]), cmp.Compare(f, g), cmp.Compare(a.edition.Rank, b.edition.Rank))
	})
	return list
}

// choice is what a suggestion of the document says: "Handbook · v2 (2024-05)".
func (e entry) choice() string {
	behind := ""
	version, date := e.edition.Name(), e.Date
	if title := titleOf(e.StoredDocument); version != "" && !hasWords(strings.ToLower(title), strings.ToLower(version)) {
		behind = " · " + cut(version, longestMark)
	}
	if date != "" && date != version {
		behind += " (" + cut(date, longestMark) + ")"
	}
	return cut(titleOf(e.StoredDocument), longestValue-utf8.RuneCountInString(behind)) + behind
}

// longestMark bounds a version and a date behind a title, in characters.
const longestMark = 30

// hasWords reports whether a text holds each word that was typed, whole.
func hasWords(text, typed string) bool {
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \n\t/_-()[],", r) })
	for word := range strings.FieldsSeq(typed) {
		if !slices.ContainsFunc(words, func(w string) bool {
			rest, begins := strings.CutPrefix(w, word)
			return begins && (rest == "" || rest[0] == '.' && strings.Trim(rest[1:min(2, len(rest))], "0123456789") != "")
		}) {
			return false
		}
	}
	return true
}

// meant is the document that suggestions leave no doubt about: the only one, or
// the newest of versions of one text.
func meant(near []entry) (entry, bool) {
	if len(near) == 0 {
		return entry{}, false
	}
	for _, e := range near[1:] {
		if e.edition.Family != near[0].edition.Family || near[0].edition.Compare(e.edition) <= 0 {
			return entry{}, false
		}
	}
	return near[0], true
}
