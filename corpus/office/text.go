package office

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Spaced is text with one blank where there are several, and its lines.
func Spaced(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i, line := range lines {
		lines[i] = strings.Join(strings.Fields(line), " ")
	}
	return strings.Join(lines, "\n")
}

// Visible is text without the characters that are in the way of searching.
func Visible(text string) string { return strings.Map(visible, text) }

func visible(c rune) rune {
	switch c {
	case '\u00ad', '\u200b', '\ufeff':
		return -1
	}
	return c
}

// Superscript is a raised text as it is written in a line: 10⁶ must not become
// 106, nor the sign of a note behind a year a part of it.
func Superscript(before, raised string) string {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(raised)
	switch {
	case before == "" || raised == "" || !strings.ContainsRune("0123456789-−+", first):
	case unicode.IsLetter(last) || unicode.IsDigit(last) || last == ')' || last == '^':
		return "^" + raised
	case unicode.IsPunct(last) && strings.Trim(raised, "0123456789") == "":
		return ""
	}
	return raised
}

var (
	headingName = regexp.MustCompile(`^(?:heading|überschrift|titre|título|titolo|kop|rubrik|nagłówek|nadpis|заголовок|标题|標題|見出し|제목)[ _]*([1-9])$`)
	// Of the tables of contents, figures and words.
	contentsName = regexp.MustCompile(`^(?:toc|contents|verzeichnis|index|user index|illustration index)[ _]*(?:heading|[1-9])$|^table of figures$`)
	// What programs call the first sheet of a workbook.
	sheetName = regexp.MustCompile(`^(?:\p{L}+ ?1|Sheet|Worksheet)$`)
	codeName  = regexp.MustCompile(`^(?:source code|html preformatted|preformatted text|plain text code)$`)
)

// HeadingLevel is the level that the name of a style tells, in the language
// that some programs name styles in; 0 if it is none of a heading.
func HeadingLevel(style string) int {
	found := headingName.FindStringSubmatch(strings.ToLower(style))
	if found == nil {
		return 0
	}
	return int(found[1][0] - '0')
}

// IsContents reports whether a style is that of a table of contents.
func IsContents(style string) bool { return contentsName.MatchString(strings.ToLower(style)) }

// IsCode reports whether a style is that of code.
func IsCode(style string) bool { return codeName.MatchString(strings.ToLower(style)) }

// IsMarker reports whether a marker is one that items of lists have: a bullet,
// or one number or letter. What has several is the number of a paragraph.
func IsMarker(marker string) bool {
	if marker == "-" {
		return true
	}
	bare := strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(marker, "("), ")"), ".")
	if bare == marker || bare == "" || len(bare) > 3 {
		return false
	}
	if strings.Trim(bare, "0123456789") == "" {
		return true
	}
	return len(bare) == 1 && 'a' <= bare[0] && bare[0] <= 'z' && strings.HasSuffix(marker, ")")
}

// IsDefaultSheet reports whether the name of a sheet is one that says nothing.
func IsDefaultSheet(name string) bool { return sheetName.MatchString(name) }
