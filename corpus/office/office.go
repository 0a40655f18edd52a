package office

import (
	"bytes"
	"errors"
	"path"
	"strings"

	"footnote/corpus"
	"footnote/corpus/archive"
	"footnote/corpus/compose"
	"footnote/corpus/table"
)

// compound is what files in the old binary form start with, and those that are
// encrypted.
const compound = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// encryptedPackage is a name in the directory of an encrypted file.
var encryptedPackage = []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")

// Open opens the archive that an office program's file is, or explains what
// else it is.
func Open(data []byte) (*archive.Archive, error) {
	switch {
	case bytes.HasPrefix(data, []byte(compound)) && bytes.Contains(data, encryptedPackage):
		return nil, Fault("is encrypted; save it without a password")
	case bytes.HasPrefix(data, []byte(compound)):
		return nil, Fault("is in the old binary form of Microsoft Office; save it as .docx, .xlsx or .pptx")
	case bytes.HasPrefix(data, []byte(`{\rtf`)):
		return nil, Fault("is RTF, which is not read; save it as .docx or .odt")
	case len(data) == 0:
		return nil, Fault("the file is empty")
	case !bytes.HasPrefix(data, []byte("PK")):
		return nil, Fault("is no file of an office program, whatever its name says; open and save it anew")
	}
	return archive.Open(data, archive.Limits{})
}

// Fault says why a file cannot be read.
func Fault(says string) error { return &corpus.Fault{Err: errors.New(says)} }

// Doubt says what is wrong with a file that was read.
func Doubt(says string) error { return &corpus.Fault{Kind: corpus.Doubtful, Err: errors.New(says)} }

// Properties are what a file says about itself.
type Properties struct {
	Title, Author, Language string
	// Created and Modified are moments in ISO 8601.
	Created, Modified string
}

// Document makes a document of what was written to w. The title is that of
// the properties, or else the one found in the text, the first heading of level
// 1, or the file's name.
func (p Properties) Document(name, found string, w *compose.Writer) (corpus.Document, error) {
	doc := corpus.Document{Text: w.Text(), Sections: w.Sections(), Title: titleOf(p.Title), Author: authorOf(p.Author)}
	if strings.TrimSpace(doc.Text) == "" && w.Full() {
		return corpus.Document{}, Fault("holds a single piece of text of more than 32 MiB; split it")
	}
	if strings.TrimSpace(doc.Text) == "" {
		return corpus.Document{}, Fault("holds no text; if it holds pictures of text, make text of them first")
	}
	if doc.Title == "" {
		doc.Title = titleOf(found)
	}
	for _, s := range doc.Sections {
		if doc.Title == "" && s.Level == 1 {
			doc.Title = s.Title
		}
	}
	if doc.Title == "" {
		doc.Title = NameOf(name)
	}
	if doc.Date = dayOf(p.Modified); doc.Date == "" {
		doc.Date = dayOf(p.Created)
	}
	if corpus.DetectLanguage(doc.Text) == "" {
		doc.Language = p.Language // templates say it, so the text is believed first
	}
	if w.Full() {
		return doc, TooLong
	}
	return doc, nil
}

// NameOf is the name of a file without its folder and extension.
func NameOf(name string) string {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	return strings.TrimSuffix(base, path.Ext(base))
}

// TooLong says that a document was cut at MaxText.
var TooLong = Doubt("is too long; the first 32 MiB of its text were read; split it")

// MaxText is how much text is made of a file, in bytes.
const MaxText = table.MaxText

// noTitles are titles that programs give to all their files.
var noTitles = []string{"untitled", "powerpoint presentation", "presentation", "word document", "document", "workbook", "slide 1",
	"präsentation", "présentation powerpoint", "powerpoint-präsentation", "презентация powerpoint", "unbenannt"}

// titleOf is a title as somebody wrote it, "" if a program did.
func titleOf(title string) string {
	title = strings.Join(strings.Fields(title), " ")
	lower := strings.ToLower(title)
	for _, none := range noTitles {
		if lower == none {
			return ""
		}
	}
	if strings.HasPrefix(lower, "microsoft word - ") || strings.HasPrefix(lower, "microsoft powerpoint - ") || strings.HasPrefix(lower, "untitled ") {
		return ""
	}
	return title
}

// noAuthors are names that belong to nobody.
var noAuthors = []string{"unknown", "author", "user", "admin", "administrator", "owner", "microsoft office user", "windows user", "python-docx",
	"openpyxl", "pptxgenjs", "un-named", "microsoft account"}

func authorOf(author string) string {
	author = strings.Join(strings.Fields(author), " ")
	lower := strings.ToLower(author)
	for _, none := range noAuthors {
		if lower == none {
			return ""
		}
	}
	return author
}

// dayOf is the day of a moment, "" for what is none and for the first days of
// clocks, which programs write that do not know.
func dayOf(moment string) string {
	moment = strings.TrimSpace(moment)
	if len(moment) < len("2006-01-02") {
		return ""
	}
	day := corpus.ISODate(moment[:len("2006-01-02")])
	if len(day) != len("2006-01-02") || day < "1981" || day[4] != '-' {
		return ""
	}
	return day
}
