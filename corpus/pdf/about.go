package pdf

import (
	"regexp"
	"strings"
	"time"
	"unicode"

	"github.com/klippa-app/go-pdfium/requests"

	"footnote/corpus"
)

// about takes up what a file says of itself, as far as it makes sense: programs
// fill in much that does not.
func (o opened) about(doc *corpus.Document) {
	if title := sensibleTitle(o.meta("Title")); title != "" {
		doc.Title = title
	}
	if author := o.meta("Author"); isName(author) {
		doc.Author = author
	}
	for _, tag := range []string{"CreationDate", "ModDate"} {
		if doc.Date == "" {
			doc.Date = isoDate(o.meta(tag))
		}
	}
}

func (o opened) meta(tag string) string {
	text, err := o.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: o.document, Tag: tag})
	if err != nil {
		return ""
	}
	visible := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, text.Value)
	return strings.Join(strings.Fields(visible), " ")
}

// noTitle is what programs write for want of a title: names of files and of
// programs.
var noTitle = regexp.MustCompile(`(?i)^(untitled|unbenannt|sans titre|sin título|без имени|document|dokument|presentation|slide|about:blank|none|null|title|no title|new document)\s*\d*$|` +
	`^microsoft (word|powerpoint|excel|office)|\.(docx?|odt|pptx?|odp|xlsx?|ods|tex|dvi|ps|eps|pdf|html?|rtf|txt|md|indd|qxd|fm|pmd|wpd|xml)$|^(https?|file):|^[\w-]+[_\\/][\w\\/.-]*$|^\d+$`)

// sensibleTitle is the title that a file gives itself, or "".
func sensibleTitle(title string) string {
	if noTitle.MatchString(title) || strings.ContainsRune(title, unicode.ReplacementChar) || !strings.ContainsFunc(title, unicode.IsLetter) {
		return ""
	}
	return title
}

// noAuthor is what programs write for want of an author.
var noAuthor = regexp.MustCompile(`(?i)^(unknown|anonymous|author|user|admin|administrator|root|owner|default|none|null|windows user|microsoft office user|user\s*\d+|.*@.*)$`)

func isName(author string) bool {
	letters := 0
	for _, r := range author {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters > 1 && len(author) < 300 && !noAuthor.MatchString(author) && !strings.ContainsRune(author, unicode.ReplacementChar)
}

// isoDate understands D:20210314093000+01'00'.
func isoDate(date string) string {
	date = strings.TrimPrefix(date, "D:")
	if len(date) < 8 {
		return ""
	}
	day, err := time.Parse("20060102", date[:8])
	if err != nil || day.Year() < 1980 || day.Year() > 2200 {
		return ""
	}
	return day.Format(time.DateOnly)
}
