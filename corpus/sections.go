package corpus

import "strings"

// A head is the heading of a section, as a reader found it.
type head struct {
	title string
	level int
	start int
}

// sectionsOf cuts text from body on at the headings, which are in order. Text
// in front of the first heading is a section of level 0, unless it is blank.
func sectionsOf(text string, body int, headings []head) []Section {
	if len(headings) == 0 {
		return nil
	}
	sections := make([]Section, 0, len(headings)+1)
	if strings.TrimSpace(text[body:headings[0].start]) != "" {
		sections = append(sections, Section{Start: body, End: headings[0].start})
	}
	for i, h := range headings {
		end := len(text)
		if i+1 < len(headings) {
			end = headings[i+1].start
		}
		sections = append(sections, Section{Title: h.title, Level: h.level, Start: h.start, End: end})
	}
	return sections
}

// lineStart is where the line holding offset begins.
func lineStart(text string, offset int) int {
	return strings.LastIndexByte(text[:offset], '\n') + 1
}
