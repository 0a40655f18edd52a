package gate

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// addressPatterns find what a reader can click, write to or run.
func addressPatterns() []string {
	return []string{
		`(?i)\b[a-z][a-z0-9+.-]*://[^\s<>"“”«»]+`,
		`(?i)\b(?:mailto|tel|javascript|data):[^\s<>"“”]+`,
		`(?i)[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}`,
		// A host, whatever its ending: what is no address but a missing space does
		// not go on in lower case behind the point.
		`\b(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+(?:[a-z]{2,}|COM|ORG|NET|IO)\b(?:/[^\s<>"“”«»]*)?`,
		`<(?:@[!&]?|#)\d+>`,
		`\B@[A-Za-z_][A-Za-z0-9_.]{1,31}`,
		`(?:[A-Za-z]:\\|\\\\)[^\s<>"]+`,
		`(?:^|[\s(])(?:~|\.{1,2})?/[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)+`,
		"`[^`]+`",
		`\]\(([^)]*)\)`,
		`(?:^|[\s(<])(//[A-Za-z0-9][^\s<>"“”]*)`,
	}
}

// A linkReader finds addresses, mentions, paths and code in texts.
type linkReader struct{ patterns []*regexp.Regexp }

func newLinkReader() (linkReader, error) {
	var l linkReader
	for _, p := range addressPatterns() {
		r, err := regexp.Compile(p)
		if err != nil {
			return l, fmt.Errorf("read the pattern of addresses %q: %w", p, err)
		}
		l.patterns = append(l.patterns, r)
	}
	return l, nil
}

// narrow writes the marks of addresses as they are meant: wide ones lead to the
// same place.
var narrow = strings.NewReplacer("．", ".", "。", ".", "｡", ".", "／", "/", "：", ":", "＠", "@")

// spacedScheme is a scheme whose marks were drawn apart.
var spacedScheme = regexp.MustCompile(`(?i)\b(https?|ftp)\s*:\s*/\s*/\s*`)

// links lists the addresses, mentions, paths and pieces of code in a text.
func (l linkReader) links(s string) []string {
	s = spacedScheme.ReplaceAllString(narrow.Replace(s), "$1://")
	if !strings.ContainsAny(s, ".:@/\\`<(") {
		return nil
	}
	var found []string
	for _, p := range l.patterns {
		for _, m := range p.FindAllStringSubmatchIndex(s, -1) {
			if m[0] > 0 && s[m[0]-1] == '@' {
				continue // the host of an e-mail address, which is found whole
			}
			link := s[m[len(m)-2]:m[len(m)-1]]
			if link = trimLink(link); link != "" && !abbreviation(link) {
				found = append(found, link)
			}
		}
	}
	return found
}

// abbreviation tells "U.S" and "e.g.in" from addresses: all that stands before
// their last point is single letters.
func abbreviation(link string) bool {
	parts := strings.Split(link, ".")
	for _, p := range parts[:len(parts)-1] {
		if utf8.RuneCountInString(p) > 1 {
			return false
		}
	}
	return len(parts) > 1
}

// checkLinks tells of an address, mention, path or code in the statement that
// stands in none of the passages.
func (l linkReader) checkLinks(statement string, passages []string) string {
	for _, link := range l.links(statement) {
		if !standsIn(link, passages) {
			return fmt.Sprintf("the address %q stands in no cited passage", link)
		}
	}
	return ""
}

func standsIn(link string, passages []string) bool {
	wanted := plainLink(link)
	if wanted == "" {
		return false // a bare https:// leads nowhere
	}
	for _, p := range passages {
		p = strings.ToLower(p)
		for from := 0; ; {
			at := strings.Index(p[from:], wanted)
			if at < 0 {
				break
			}
			from += at
			if wholeLink(p, from, from+len(wanted)) {
				return true
			}
			from += len(wanted)
		}
	}
	return false
}

// wholeLink reports whether an address that was found is not a part of a
// longer host or path.
func wholeLink(p string, start, end int) bool {
	if start > 0 && (partOfLink(p[start-1]) || p[start-1] == '.') && !strings.HasSuffix(p[:start], "www.") {
		return false
	}
	rest := strings.TrimLeft(p[end:], "/")
	if len(rest) < len(p[end:]) {
		return rest == "" || !partOfLink(rest[0])
	}
	rest = strings.TrimLeft(rest, ".,:;!?")
	if len(rest) < len(p[end:]) && rest != "" {
		return !partOfLink(rest[0])
	}
	return rest == "" || !partOfLink(rest[0]) && !strings.ContainsRune("?#=&%", rune(rest[0]))
}

func partOfLink(b byte) bool {
	return 'a' <= b && b <= 'z' || isDigit(b) || b == '-' || b == '_' || b == '@' || b >= utf8.RuneSelf
}

// trimLink takes off what belongs to the sentence around an address.
func trimLink(link string) string {
	link = strings.Trim(strings.TrimSpace(link), "`*_<>()[]{}\"'“”‘’")
	link = strings.TrimRight(link, ".,;:!?…)]}*_'\"")
	return strings.TrimLeft(link, "(")
}

// plainLink takes off what makes no difference to where an address leads.
func plainLink(link string) string {
	link = strings.ToLower(link)
	for _, prefix := range [...]string{"https://", "http://", "//", "mailto:", "www."} {
		link = strings.TrimPrefix(link, prefix)
	}
	return strings.TrimRight(link, "/")
}
