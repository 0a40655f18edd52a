package draft

import (
	"errors"
	"strings"
	"unicode/utf8"
)

// MaxSize is how many bytes a draft may have.
const MaxSize = 64 << 10

// The faults of drafts that are not those of their JSON.
var (
	// ErrCut is returned for a draft that ends before it is complete.
	ErrCut = errors.New("the reply ends before its JSON is complete")
	// ErrTooLong is returned for a draft beyond MaxSize.
	ErrTooLong = errors.New("the reply is longer than 64 KiB")
)

// A Parser reads a draft that arrives in pieces. The zero Parser is ready to
// use. After an error it gives nothing more.
type Parser struct {
	// Language is the ISO 639-1 code of the draft's language, "" if it is not
	// known. It tells which abbreviations there are.
	Language string
	// Passages is how many there are to cite. Superscripts and numbers in round
	// brackets are taken for markers only where they can be.
	Passages int

	size  int
	half  string // the start of a character that the last piece ended in
	plain *plain
	json  *reader
	err   error
}

// Feed takes the next piece and returns the statements that are complete by it.
// Statements may come together with an error that the piece holds behind them.
func (p *Parser) Feed(text string) ([]Statement, error) {
	if p.err != nil {
		return nil, p.err
	}
	// What stands within the limit counts, wherever the pieces were cut.
	over := p.size+len(text) > MaxSize
	if over {
		text = text[:MaxSize-p.size]
	}
	p.size += len(text)
	text, p.half = wholeRunes(p.half + text)
	statements := p.read(strings.Map(visible, text))
	if over && p.err == nil {
		p.err = ErrTooLong
	}
	return statements, p.err
}

// Close says that the reply was finished and returns the statements that were
// open. After a reply that was cut it must not be called: the last sentence may
// be half of one.
func (p *Parser) Close() ([]Statement, error) {
	if p.err != nil {
		return nil, p.err
	}
	statements := p.read(strings.Map(visible, p.half))
	if p.json == nil {
		statements = append(statements, p.plain.close()...)
		statements = append(statements, p.turn()...)
	}
	if p.json != nil && p.err == nil {
		p.err = p.json.close()
	}
	if p.err != nil {
		return statements, p.err
	}
	p.err = errClosed
	return statements, nil
}

var errClosed = errors.New("the draft is closed")

// NoAnswer reports whether the model said, so far, that the passages hold no
// answer.
func (p *Parser) NoAnswer() bool {
	return p.plain != nil && p.plain.noAnswer || p.json != nil && p.json.noAnswer
}

func (p *Parser) start() {
	if p.plain == nil {
		p.plain = &plain{language: p.Language, passages: p.Passages, whole: true}
	}
}

func (p *Parser) read(text string) []Statement {
	p.start()
	if p.json != nil {
		return p.readJSON(text)
	}
	statements := p.plain.feed(text)
	return append(statements, p.turn()...)
}

// turn goes over to JSON where plain text did.
func (p *Parser) turn() []Statement {
	if !p.plain.turned {
		return nil
	}
	p.json = &reader{language: p.Language, passages: p.Passages, block: p.plain.block}
	return p.readJSON(jsonOpening.ReplaceAllString(p.plain.buf, ""))
}

func (p *Parser) readJSON(text string) []Statement {
	var statements []Statement
	statements, p.err = p.json.feed(text)
	return statements
}

// wholeRunes splits off the start of a character whose rest is still to come.
func wholeRunes(text string) (whole, half string) {
	for n := 1; n < utf8.UTFMax && n <= len(text); n++ {
		if rest := text[len(text)-n:]; utf8.RuneStart(rest[0]) {
			if utf8.FullRuneInString(rest) {
				break
			}
			return text[:len(text)-n], rest
		}
	}
	return text, ""
}
