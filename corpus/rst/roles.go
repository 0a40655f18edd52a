package rst

import (
	"regexp"
	"strings"
)

var withTarget = regexp.MustCompile(`(?s)^(.*?)\s*<([^<>]+)>$`)

// cutTarget parts "text <where it leads>".
func cutTarget(text string) (label, target string) {
	found := withTarget.FindStringSubmatch(text)
	if found == nil {
		return text, ""
	}
	if found[1] == "" {
		return found[2], found[2]
	}
	return found[1], found[2]
}

// inRole is what people read of a text in a role.
func (s *scanner) inRole(role, text string) string {
	name := strings.ToLower(role[strings.LastIndexByte(role, ':')+1:])
	switch name {
	case "math", "literal", "code":
		return text
	case "samp", "kbd", "file", "command", "abbr", "guilabel", "menuselection", "title-reference":
		return unescaped(text)
	case "sup", "superscript":
		return "^" + unescaped(text)
	case "pep", "pep-reference":
		return numberedAs("PEP ", text)
	case "rfc", "rfc-reference":
		return numberedAs("RFC ", text)
	case "issue", "gh", "bpo":
		return numberedAs("#", text)
	case "cve":
		return numberedAs("CVE-", text)
	case "raw-html", "raw-latex":
		return ""
	case "ref", "numref":
		label, target := cutTarget(text)
		if target != "" {
			return unescaped(label)
		}
		if title, ok := s.names.titles[nameOf(text)]; ok {
			return s.titleText(title)
		}
		return unescaped(text)
	}
	label, _ := cutTarget(text)
	return strings.TrimLeft(unescaped(label), "~!")
}

// titleText is a title without its markup. Titles may refer to each other, so
// it counts as a substitution.
func (s *scanner) titleText(title string) string {
	if s.substituting >= 3 || s.grows(len(title)) {
		return title
	}
	s.substituting++
	defer func() { s.substituting-- }()
	return s.inline(title)
}

// numberedAs puts a name in front of a number. An explicit text stays.
func numberedAs(name, text string) string {
	label, target := cutTarget(text)
	if target != "" {
		return unescaped(label)
	}
	number, _, _ := strings.Cut(label, "#")
	return name + strings.TrimPrefix(number, name)
}
