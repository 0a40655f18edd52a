package rst

import (
	"regexp"
	"strings"

	"footnote/corpus"
)

// about is what a file tells about itself.
type about struct {
	title, organization, date, language string
	authors                             []string
}

// aboveText reports whether nothing but a title was written yet.
func (p *parser) aboveText() bool { return p.out.Headings() <= 2 && p.out.Blocks() == 0 }

// silent are fields at the top that instruct programs.
var silent = map[string]bool{"orphan": true, "tocdepth": true, "nocomments": true, "nosearch": true, "html_theme": true,
	"allow-section-headers": true, "og:image": true, "hide-toc": true, "layout": true, "no-index": true}

var keyword = regexp.MustCompile(`\$[A-Za-z]+: (.*?) ?\$`)

// tell takes up a field at the top of a file, and reports whether it needs no
// writing.
func (p *parser) tell(name string, body []string) bool {
	value := strings.Join(strings.Fields(p.plain(body)), " ")
	if found := keyword.FindStringSubmatch(value); found != nil {
		value = found[1]
	}
	switch strings.ToLower(name) {
	case "author":
		p.about.authors = append(p.about.authors, person(value))
	case "authors":
		p.about.authors = append(p.about.authors, p.list(body)...)
	case "organization", "organisation", "publisher":
		p.about.organization = value
	case "date", "created", "last-modified":
		if p.about.date == "" {
			p.about.date = dayOf(value)
		}
	case "language", "lang":
		p.about.language = value
	case "title":
		p.about.title = value
	}
	return silent[strings.ToLower(name)] || value == ""
}

var isoDay = regexp.MustCompile(`^\d{4}-\d\d-\d\d\b`)

// dayOf is a date without the time of day that may stand behind it.
func dayOf(value string) string {
	if day := isoDay.FindString(value); day != "" {
		return day
	}
	return corpus.ISODate(value)
}

var address = regexp.MustCompile(`\s*<[^<>]*(@| at )[^<>]*>`)

// person is a name without the address behind it.
func person(s string) string {
	if name := strings.TrimSpace(address.ReplaceAllString(s, "")); name != "" {
		return name
	}
	return s
}

// list reads the members of a field: items of a list, or names between
// semicolons or commas.
func (p *parser) list(body []string) []string {
	var members []string
	take := func(s string) {
		if s = strings.Join(strings.Fields(p.inline(s)), " "); s != "" {
			members = append(members, person(s))
		}
	}
	items := false
	for _, line := range body {
		if mark, column := bullet(line); mark != "" {
			items = true
			take(line[min(column, len(line)):])
		}
	}
	if items {
		return members
	}
	text := strings.Join(body, " ")
	separator := ","
	if strings.Contains(text, ";") {
		separator = ";"
	}
	for part := range strings.SplitSeq(text, separator) {
		take(part)
	}
	return members
}

var (
	proposal = regexp.MustCompile(`^PEP: +\d+$`)
	header   = regexp.MustCompile(`^([A-Z][A-Za-z-]*): *(.*)$`)
)

// letterHead reads the lines that proposals for Python begin with, as letters
// do, and returns what is below.
func (p *parser) letterHead(lines []string) ([]string, bool) {
	if len(lines) == 0 || !proposal.MatchString(lines[0]) {
		return nil, false
	}
	n := untilBlank(lines)
	for i := 0; i < n; {
		found := header.FindStringSubmatch(lines[i])
		if found == nil {
			i++
			continue
		}
		below := indented(lines[i+1 : n])
		body := append([]string{found[2]}, dedent(lines[i+1:i+1+below])...)
		i += 1 + below
		if found[1] == "Title" {
			p.out.Heading(1, strings.Join(body, " "))
			p.styles = append(p.styles, "title")
			continue
		}
		p.tell(found[1], body)
	}
	for _, line := range lines[:n] {
		if header.MatchString(line) && !strings.HasPrefix(line, "Title:") && !strings.HasSuffix(line, ":") {
			p.out.Item("- ")
			p.out.Paragraph(line)
			p.out.EndItem()
		}
	}
	return lines[n:], true
}
