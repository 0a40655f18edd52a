package asciidoc

import (
	"html"
	"regexp"
	"strings"
)

var (
	heading    = regexp.MustCompile(`^(={1,6}|#{1,6})[ \t]+(\S.*)$`)
	authorLine = regexp.MustCompile(`^[\pL\pN_][^\s:;<]*(?:[ \t]+[^\s:;<]+){0,2}(?:[ \t]+<[^<>]+>)?(?:;[ \t]*[\pL\pN_][^;]*)*;?$`)
	mailbox    = regexp.MustCompile(`\s*<[^<>]*>`)
)

// header reads the title of the document, its authors, revision and
// attributes, and returns the lines below.
func (p *parser) header(lines []string) []string {
	lines = lines[p.settings(lines):]
	if len(lines) == 0 {
		return nil
	}
	title, n := "", 1
	if found := heading.FindStringSubmatch(lines[0]); found != nil && len(found[1]) == 1 {
		title = found[2]
	} else if text, level, taken := underlined(lines); taken > 0 && level == 1 {
		title, n = text, taken
	} else {
		return lines
	}
	p.setAttribute("doctitle", title)
	if lines = lines[n:]; len(lines) > 0 && authorLine.MatchString(lines[0]) && !entry.MatchString(lines[0]) {
		p.byline(lines[0])
		lines = lines[1:]
		if len(lines) > 0 && lines[0] != "" && !entry.MatchString(lines[0]) && !isComment(lines[0]) && strings.ContainsAny(lines[0], "0123456789") {
			p.revised(lines[0])
			lines = lines[1:]
		}
	}
	n = p.settings(lines)
	p.title = p.inline(title) // attributes that are set below it may stand in it
	p.out.Heading(1, p.title)
	p.out.Paragraph(strings.Join(p.about, "\n"))
	return lines[n:]
}

// settings reads comments, blank lines and attributes, and returns how many
// lines they take.
func (p *parser) settings(lines []string) int {
	n := 0
	for n < len(lines) {
		if lines[n] == "" || isComment(lines[n]) {
			n++
		} else if taken := p.attributes.set(lines[n:], p.expanded); taken > 0 {
			n += taken
		} else if taken := p.commentBlock(lines[n:]); taken > 0 {
			n += taken
		} else {
			break
		}
	}
	return n
}

func (p *parser) setAttribute(name, value string) {
	if len(value) <= maxAttribute {
		p.attributes[name] = value
	}
}

// byline reads the line of authors.
func (p *parser) byline(line string) {
	line = p.expanded(line)
	for author := range strings.SplitSeq(line, ";") {
		name := strings.ReplaceAll(strings.Join(strings.Fields(mailbox.ReplaceAllString(author, "")), " "), "_", " ")
		if name == "" {
			continue
		}
		p.authors = append(p.authors, html.UnescapeString(name))
	}
	if len(p.authors) > 0 {
		p.setAttribute("author", p.authors[0])
	}
	p.about = append(p.about, html.UnescapeString(line))
}

// revised reads the line of a version, a date and a remark.
func (p *parser) revised(line string) {
	line = p.expanded(line)
	p.about = append(p.about, line)
	number, day := "", line
	if before, after, found := strings.Cut(line, ","); found && strings.ContainsAny(before, "0123456789") && !strings.Contains(before, " ") {
		number, day = before, after
	} else if len(line) > 1 && line[0] == 'v' && '0' <= line[1] && line[1] <= '9' {
		number, day, _ = strings.Cut(line, ":")
		day = ""
	}
	day, remark, _ := strings.Cut(day, ": ")
	p.setAttribute("revnumber", strings.TrimLeft(number, "v"))
	p.setAttribute("revdate", strings.TrimSpace(day))
	p.setAttribute("revremark", remark)
}

var rules = map[byte]int{'=': 1, '-': 2, '~': 3, '^': 4, '+': 5}

// underlined reads a title with a line of marks below.
func underlined(lines []string) (title string, level, n int) {
	if len(lines) < 2 || len(lines[1]) < 2 || rules[lines[1][0]] == 0 || strings.Trim(lines[1], lines[1][:1]) != "" {
		return "", 0, 0
	}
	title = lines[0]
	if difference := len([]rune(title)) - len(lines[1]); difference < -1 || difference > 1 || !wordy.MatchString(title) || delimiter.MatchString(title) || title[0] == ' ' {
		return "", 0, 0
	}
	return title, rules[lines[1][0]], 2
}

var wordy = regexp.MustCompile(`[\pL\pN]`)

// titlesOf are the titles of sections by the names that links call them.
func titlesOf(lines []string) map[string]string {
	titles := map[string]string{}
	var names []string
	for i, line := range lines {
		for _, found := range citations.FindAllStringSubmatch(line, -1) {
			if found[2] == "" {
				found[2] = found[1]
			}
			titles[found[1]] = "[" + found[2] + "]"
		}
		if found := anchor.FindStringSubmatch(line); found != nil {
			names = append(names, found[1])
			if found[2] != "" {
				titles[found[1]] = found[2]
			}
			continue
		}
		title := ""
		if found := heading.FindStringSubmatch(line); found != nil {
			title = found[2]
		} else if text, _, n := underlined(lines[i:min(i+2, len(lines))]); n > 0 {
			title = text
		} else if len(line) > 1 && line[0] == '.' && line[1] != '.' && line[1] != ' ' {
			title = line[1:]
		}
		if title != "" {
			for _, name := range names {
				titles[name] = title
			}
			titles[autoID(title)] = title
		}
		if title != "" || !strings.HasPrefix(line, "[") {
			names = nil
		}
	}
	return titles
}

var citations = regexp.MustCompile(`\[\[\[([^\[\],]+)(?:,\s*([^\[\]]+))?\]\]\]`)

var anchor = regexp.MustCompile(`^\[(?:\[|[\w-]*#)([^\]\[,.%\s]+)(?:,\s*([^\]]+))?[^\]]*\]{1,2}$`)

// autoID is the name of a section that is given none.
func autoID(title string) string {
	var b strings.Builder
	b.WriteByte('_')
	for _, r := range strings.ToLower(title) {
		switch {
		case strings.ContainsRune(" .-", r):
			if s := b.String(); s[len(s)-1] != '_' {
				b.WriteByte('_')
			}
		case wordy.MatchString(string(r)) || r == '_':
			b.WriteRune(r)
		}
	}
	return strings.TrimRight(b.String(), "_")
}
