package asciidoc

import (
	"fmt"
	"regexp"
	"strings"
)

// longestMacro bounds what stands before the bracket of a macro.
const longestMacro = 2000

var (
	// named is a macro up to its bracket.
	named = regexp.MustCompile(`^(link|xref|footnote|footnoteref|image|icon|kbd|btn|menu|indexterm2?|stem|latexmath|asciimath|pass|anchor|mailto|https?|ftp|irc|range|bibitem|counter):([^\s\[\]<>]*(?:[ ][^\s\[\]<>]+)*)\[`)
	link  = regexp.MustCompile(`^(?:https?|ftp|irc)://[^\s\[\]<>]+`)
)

// macro reads what begins with a name and a colon: a link, a footnote, a key
// and others.
func (s *scanner) macro(i int) int {
	rest := s.text[i:min(len(s.text), i+longestMacro)]
	if found := link.FindString(rest); found != "" {
		return s.link(i, found)
	}
	found := named.FindStringSubmatch(rest)
	if found == nil || strings.Contains(found[2], " ") && found[1] != "menu" {
		return i
	}
	open := i + len(found[0])
	end := s.closing(open)
	if end < 0 {
		return i
	}
	s.out.WriteString(s.shown(found[1], found[2], strings.ReplaceAll(s.text[open:end], `\]`, "]")))
	return end + 1
}

// link reads an address, and the text in brackets behind it.
func (s *scanner) link(i int, target string) int {
	end := i + len(target)
	if end < len(s.text) && s.text[end] == '[' {
		if to := s.closing(end + 1); to > 0 {
			s.out.WriteString(s.linked(target, s.text[end+1:to]))
			return to + 1
		}
	}
	s.out.WriteString(target)
	return end
}

// closing finds the bracket that closes a macro; -1 if there is none.
func (s *scanner) closing(from int) int {
	if s.endless["]"] {
		return -1
	}
	for i := from; i < len(s.text); i++ {
		if s.text[i] == ']' && s.text[i-1] != '\\' {
			return i
		}
	}
	s.endless["]"] = true
	return -1
}

// shown is what people read of a macro.
func (s *scanner) shown(name, target, text string) string {
	switch name {
	case "link", "mailto", "http", "https", "ftp", "irc":
		return s.linked(target, text)
	case "xref":
		return s.crossReference(target, textOf(text))
	case "footnote", "footnoteref":
		return s.footnote(name, target, text)
	case "image":
		return s.unmarked(describing(text))
	case "pass":
		return tag.ReplaceAllString(text, "")
	case "kbd", "btn", "stem", "latexmath", "asciimath":
		return text
	case "indexterm2":
		return s.unmarked(text)
	case "menu":
		if text == "" {
			return target
		}
		return target + " > " + text
	}
	return "" // names for links, icons, terms of the index
}

// linked is the text of a link, or its address.
func (s *scanner) linked(target, text string) string {
	if text = strings.TrimSuffix(textOf(text), "^"); text != "" {
		return s.unmarked(text)
	}
	return target
}

// textOf is the text among the attributes of a macro.
func textOf(list string) string {
	if strings.Contains(list, "=") || strings.HasPrefix(list, `"`) {
		return describing(list)
	}
	return strings.TrimSpace(list)
}

// describing is the first attribute of a macro, which describes a picture.
func describing(list string) string {
	first := splitAttributes(list)[0]
	if name, _, named := strings.Cut(first, "="); named && isName(name) {
		return ""
	}
	return strings.Trim(first, `"`)
}

// footnote notes the text of a footnote, and returns what refers to it.
func (p *parser) footnote(name, id, text string) string {
	if name == "footnoteref" {
		id, text, _ = strings.Cut(text, ",")
	}
	if number := p.notes[id]; id != "" && number > 0 {
		return fmt.Sprintf("[%d]", number)
	}
	if strings.TrimSpace(text) == "" {
		return ""
	}
	p.noted = append(p.noted, p.unmarked(strings.TrimSpace(text)))
	if id != "" {
		p.notes[id] = len(p.noted)
	}
	return fmt.Sprintf("[%d]", len(p.noted))
}

// footnotes writes the footnotes, as they stand at the end of a page.
func (p *parser) footnotes() {
	for i, note := range p.noted {
		p.out.Paragraph(fmt.Sprintf("[%d] %s", i+1, note))
	}
}
