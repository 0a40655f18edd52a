package main

import (
	"fmt"
	"strconv"
	"strings"

	"footnote/bot/wordnet/internal/lexicon"
)

// parseSynset reads a line of a data file: offset, topic, type, the number of
// words and each with a number of its own, the number of pointers and each with
// symbol, offset, type, and two words in hexadecimal; then what is not needed.
func parseSynset(line string) (offset int, s synset, err error) {
	p := parser{fields: strings.Fields(line)}
	offset = p.number(10)
	s.topic = p.number(10)
	s.part = p.part()
	for range p.number(16) {
		word, _, _ := strings.Cut(p.field(), "(") // "galore(ip)": where an adjective may stand
		s.words = append(s.words, spaced(word))
		p.field()
	}
	for range p.number(10) {
		pt := pointer{symbol: p.field()}
		pt.to.offset = p.number(10)
		pt.to.part = p.part()
		both := p.number(16)
		pt.fromWord, pt.toWord = both>>8, both&0xff
		s.pointers = append(s.pointers, pt)
	}
	return offset, s, p.err
}

// parser takes fields one after the other and remembers the first fault.
type parser struct {
	fields []string
	err    error
}

func (p *parser) field() string {
	if len(p.fields) == 0 {
		p.fail(fmt.Errorf("the line ends too early"))
		return ""
	}
	f := p.fields[0]
	p.fields = p.fields[1:]
	return f
}

func (p *parser) number(base int) int {
	n, err := strconv.ParseUint(p.field(), base, 32)
	if err != nil {
		p.fail(err)
		return 0
	}
	return int(n)
}

func (p *parser) part() lexicon.Part {
	switch f := p.field(); f {
	case "n":
		return lexicon.Noun
	case "v":
		return lexicon.Verb
	case "a", "s":
		return lexicon.Adjective
	case "r":
		return lexicon.Adverb
	default:
		p.fail(fmt.Errorf("unknown part of speech %q", f))
		return 0
	}
}

func (p *parser) fail(err error) {
	if p.err == nil {
		p.err = err
	}
}
