package draft

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// tags takes HTML out of a line that arrives in pieces, but for what stands in
// code.
type tags struct {
	code bool // within `code`
	// html is set when <code> began it.
	html bool
	// raised is set within <sup>, whose numbers become superscripts.
	raised bool
	href   string // of the link that is open
}

// A tag is one at the start of a text, with its length in bytes.
type tag struct {
	length int
	name   string
	end    bool
	href   string
}

// longestTag bounds a tag in bytes.
const longestTag = 512

var (
	wholeTag = regexp.MustCompile(`(?i)^<(/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"']+))*)\s*/?>$`)
	hrefIn   = regexp.MustCompile(`(?i)\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))`)
)

// knownTags are those that are taken out; the others are for the gate to judge
// as text. Those that are true break the line.
var knownTags = map[string]bool{
	"a": false, "b": false, "code": false, "del": false, "em": false, "font": false, "i": false, "ins": false, "mark": false,
	"s": false, "small": false, "span": false, "strong": false, "sub": false, "sup": false, "u": false,
	"blockquote": true, "br": true, "div": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true,
	"hr": true, "li": true, "ol": true, "p": true, "passage": true, "ul": true,
}

// tagAt reads the tag that the text begins with. Its length is 0 if it begins
// with none, and wait is set when only further text can tell.
func tagAt(text string, final bool) (t tag, wait bool) {
	if text[0] != '<' {
		return tag{}, false
	}
	head := text[:min(len(text), longestTag)]
	if len(head) > 1 && !isLetter(head[1]) && head[1] != '/' {
		return tag{}, false
	}
	end := strings.IndexAny(head[1:], "<>\n")
	if end < 0 {
		return tag{}, !final && len(head) < longestTag
	}
	found := wholeTag.FindStringSubmatch(head[:end+2])
	if found == nil {
		return tag{}, false
	}
	t = tag{name: strings.ToLower(found[2]), end: found[1] != ""}
	if _, known := knownTags[t.name]; !known {
		return tag{}, false
	}
	t.length = len(found[0])
	if href := hrefIn.FindStringSubmatch(found[3]); href != nil {
		t.href = href[1] + href[2] + href[3]
	}
	return t, false
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// take returns the text without its tags and how much of it was read: up to
// what may yet become a tag, or to one that breaks the line.
func (t *tags) take(text string, final bool) (clean string, read int, breaking tag) {
	var b strings.Builder
	for read < len(text) {
		c := text[read]
		if c == '<' && (!t.code || t.html) {
			found, wait := tagAt(text[read:], final)
			switch {
			case wait, found.length > 0 && !t.code && knownTags[found.name]:
				return b.String(), read, found
			case found.length > 0 && (!t.code || found.name == "code" && found.end):
				b.WriteString(t.instead(found))
				read += found.length
				continue
			}
		}
		switch {
		case c == '`' && !t.html:
			t.code = !t.code
		case c == '[' || c == '(':
			t.raised = false
		}
		if t.raised && '0' <= c && c <= '9' {
			b.WriteString(superscripts[c-'0'])
		} else {
			b.WriteByte(c)
		}
		read++
	}
	return b.String(), read, tag{}
}

// instead is what stands for a tag: nothing, but for those that say something.
// The address of a link does, so that it is checked like any word.
func (t *tags) instead(found tag) string {
	switch found.name {
	case "code":
		t.code, t.html = !found.end, !found.end
		return "`"
	case "sup":
		t.raised = !found.end
	case "a":
		href := t.href
		t.href = found.href
		if href != "" && href[0] != '#' {
			return " (" + href + ")"
		}
	}
	return ""
}

// untagged is a whole line without tags, with something in place of those that
// break it.
func untagged(line, instead string) string {
	var t tags
	var b strings.Builder
	for {
		clean, read, breaking := t.take(line, true)
		b.WriteString(clean)
		if line = line[read:]; line == "" {
			return b.String()
		}
		line = line[breaking.length:]
		if b.Len() > 0 && strings.TrimSpace(line) != "" {
			b.WriteString(instead)
		}
	}
}

// goOn reads the rest of a line of running text, up to a tag that breaks it.
func (p *plain) goOn(line string, complete bool) (more bool) {
	text, read, breaking := p.tags.take(line, complete)
	p.broken = breaking.name == "br"
	if p.broken {
		read += breaking.length
	}
	ended := breaking.length > 0 || complete && read == len(line)
	p.consume(line[:read], breaking.length == 0 && ended)
	p.emit(p.unit.add(text))
	p.unit.width += utf8.RuneCountInString(text)
	if ended {
		p.inLine, p.tags = false, tags{}
	}
	return ended
}

// startingTag reads a tag that breaks lines at the start of one.
func (p *plain) startingTag(final bool) (read, wait bool) {
	if p.broken {
		p.broken = false
		p.buf = strings.TrimPrefix(p.buf, "\n")
		return true, false
	}
	found, wait := tagAt(p.buf, final)
	if wait || found.length == 0 || !knownTags[found.name] {
		return false, wait
	}
	instead := "\n"
	if found.name == "li" && !found.end {
		instead = "- "
	}
	p.buf = instead + p.buf[found.length:]
	return true, false
}
