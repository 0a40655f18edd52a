package render

import (
	"slices"
	"strings"

	"footnote/bot"
	"footnote/bot/discord/phrases"
	"footnote/corpus"
)

// Texts says what the bot itself says, in the reader's language.
type Texts interface {
	// Text returns the text of a key, with its placeholders filled.
	Text(key phrases.Key, args ...any) string
}

// A Verbosity says how much a footnote tells.
type Verbosity int

const (
	// Normal tells the title, the section, version and date, and the beginning of
	// the quote.
	Normal Verbosity = iota
	// Short tells the title only.
	Short
	// Full tells the whole quote, up to 400 characters.
	Full
)

// Options are what may be chosen. Texts must be set; the rest may be left out.
type Options struct {
	Texts     Texts
	Verbosity Verbosity
	// ShowQuestion puts the question above the answer.
	ShowQuestion bool
	// Private is set for an answer that only the asker sees: it can be shared.
	Private bool
	// Controls is the answer's ID, which the menu and the buttons bear, at most
	// 80 characters; "" leaves them out.
	Controls string
	// MaxMessages is how many messages an answer may take before it becomes a
	// file; 0 is 3.
	MaxMessages int
	// Document tells what is known of a document; nil knows nothing.
	Document func(id string) About
	// Linkable reports whether an address belongs to the corpus; nil is never.
	// Those that Document tells do in any case.
	Linkable func(url string) bool
}

// About is what is known of a document. Each field may be empty.
type About struct {
	ID, Title, Author, Publisher, Date, URL, Language string
	// Version is what the document says of it, and Hash that of the document as
	// it is indexed.
	Version, Hash string
	// Links lead to parts of it.
	Links []corpus.Link
}

// AboutOf gathers what a document of the corpus says of itself.
func AboutOf(d corpus.Document) About {
	return About{
		ID: d.ID, Title: d.Title, Author: d.Author, Publisher: d.Publisher,
		Date: d.Date, URL: d.URL, Language: d.Language, Version: d.Version, Hash: d.Hash, Links: d.Links,
	}
}

// defaultMessages is how many messages an answer may take.
const defaultMessages = 3

func (o Options) maxMessages() int {
	if o.MaxMessages <= 0 {
		return defaultMessages
	}
	return o.MaxMessages
}

// about tells what is known of a document; the citation's title steps in.
func (o Options) about(id, title string) About {
	a := About{}
	if o.Document != nil {
		a = o.Document(id)
	}
	a.ID = id
	if a.Title == "" {
		a.Title = title
	}
	return a
}

// cited is about a citation's document. Its address is that of the part that is
// cited, as long as the document has that part.
func (o Options) cited(c bot.Citation) About {
	a := o.about(c.Document, c.Title)
	a.URL = a.addressOf(c.URL)
	return a
}

// addressOf is the address of a part of the document or, if it has no such part,
// that of the document.
func (a About) addressOf(part string) string {
	if part != "" && slices.ContainsFunc(a.Links, func(l corpus.Link) bool { return l.URL == part }) {
		return part
	}
	return a.URL
}

// name is what a document is called.
func (a About) name() string {
	for _, name := range []string{a.Title, a.ID} {
		if name = oneLine(name); visible(name) {
			return name
		}
	}
	return "–"
}

// longestVersion bounds a version, in characters.
const longestVersion = 60

// stated is what the document says of its version, as people read it, such as
// "v2"; "" if it says nothing.
func (a About) stated() string {
	if v := excerpt(corpus.VersionName(oneLine(a.Version)), longestVersion); visible(v) {
		return v
	}
	return ""
}

// when is which version a document is and of when, one of them if they are the
// same.
func (a About) when() []string {
	stated, date := a.stated(), excerpt(a.Date, factShown)
	switch {
	case !visible(date) && stated == "":
		return nil
	case !visible(date):
		return []string{stated}
	case stated == "" || stated == date:
		return []string{date}
	}
	return []string{stated, date}
}

// shortVersion is how many characters of a hash tell versions apart.
const shortVersion = 8

// version is the document's own or, where it says nothing of one, the beginning of
// its hash.
func (a About) version() string {
	if stated := a.stated(); stated != "" {
		return strings.TrimPrefix(stated, "v")
	}
	v := oneLine(a.Hash)
	if len(v) > shortVersion {
		v, _ = cutText(v, shortVersion)
	}
	return v
}
