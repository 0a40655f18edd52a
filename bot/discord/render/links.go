package render

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode"
)

const (
	// longestURL is what Discord takes for a link of a button.
	longestURL = 512
	// longestLinkText bounds the text of a link, which is never cut.
	longestLinkText = 300
)

// web returns an address as it can stand in a message's Markdown; ok is false
// for what is never linked: other schemes than http and https, addresses that
// hide their host behind a name, invitations to servers, and monsters.
func web(address string) (escaped string, ok bool) {
	if clean(address) != address || strings.ContainsAny(address, "\n\t") {
		return "", false
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil || !strings.EqualFold(u.Scheme, "http") && !strings.EqualFold(u.Scheme, "https") {
		return "", false
	}
	if invitesWithin.MatchString(address) {
		return "", false
	}
	escaped = escapeURL(address)
	return escaped, size(escaped) <= longestURL
}

// button returns an address as a button or an embed takes it, in ASCII.
func button(address string) (string, bool) {
	escaped, ok := web(address)
	u, err := url.Parse(escaped)
	if !ok || err != nil || strings.ContainsFunc(u.Host, func(r rune) bool { return r > unicode.MaxASCII }) {
		return "", false
	}
	var b strings.Builder
	for _, c := range []byte(escaped) {
		if c > unicode.MaxASCII {
			fmt.Fprintf(&b, "%%%02X", c)
			continue
		}
		b.WriteByte(c)
	}
	return b.String(), b.Len() <= longestURL
}

// everyoneInURL is the mention that an address may hold.
var everyoneInURL = regexp.MustCompile(`(?i)@(everyone|here)`)

// escapeURL writes the characters that would end a link or begin markup in the
// percent-encoding.
func escapeURL(address string) string {
	var b strings.Builder
	for _, r := range address {
		if r <= ' ' || strings.ContainsRune("<>()[]{}\\\"`*~|^", r) || invisible(r) || isSpace(string(r)) {
			for _, c := range []byte(string(r)) {
				fmt.Fprintf(&b, "%%%02X", c)
			}
			continue
		}
		b.WriteRune(r)
	}
	return everyoneInURL.ReplaceAllString(b.String(), "%40$1")
}

// link returns an address of the corpus as it can stand in Markdown; ok is
// false for those that must not be links.
func (s *scribe) link(address string) (escaped string, ok bool) {
	escaped, ok = web(address)
	if !ok {
		return "", false
	}
	if s.known[address] {
		return escaped, true
	}
	return escaped, s.options.Linkable != nil && s.options.Linkable(address)
}

// addressLike matches link texts that would pass for an address themselves.
var addressLike = regexp.MustCompile(`(?i)://|^www\.|^[\w-]+(\.[\w-]+)+[/:]|^[\w-]+(\.[\w-]+)*\.(com|org|net|edu|gov|info|io|dev|app|gg|me|co|eu|de|uk|ru|cn|fr|es)$`)

// masked is a link with a text. An address that is shown is always the one the
// link leads to.
func (s *scribe) masked(text, address string, st style) []cluster {
	escaped, ok := s.link(address)
	text = oneLine(text)
	if !ok {
		out := s.prose(text, st)
		if text != address && address != "" && address[0] != '#' {
			out = append(out, literal(" (", st)...)
			out = append(out, literal(oneLine(address), st|code)...)
			out = append(out, literal(")", st)...)
		}
		return out
	}
	if !visible(text) || addressLike.MatchString(text) {
		return []cluster{{out: "<" + escaped + ">", style: st}}
	}
	label := linkText(text)
	if size(label) > longestLinkText {
		return append(s.prose(text+" ", st), cluster{out: "<" + escaped + ">", style: st})
	}
	return []cluster{{out: "[" + label + "](<" + escaped + ">)", style: st}}
}

// squareBrackets cannot stand in a link's text, not even escaped.
var squareBrackets = strings.NewReplacer("[", "(", "]", ")")

// linkText is a text as it can stand in a link.
func linkText(text string) string {
	var b strings.Builder
	for _, c := range literal(squareBrackets.Replace(text), plain) {
		b.WriteString(c.out)
	}
	return b.String()
}

// bareURL matches addresses that Discord would make links of by itself.
var bareURL = regexp.MustCompile(`(?i)https?://[^\s<>\[\]“”„«»、。，；：（）「」]+`)

// address makes clusters of an address that stands in a text.
func (s *scribe) address(address string, st style) []cluster {
	if escaped, ok := s.link(address); ok {
		return []cluster{{out: "<" + escaped + ">", style: st}}
	}
	return literal(address, st|code)
}

// endOfURL leaves out what belongs to the sentence and not to the address.
func endOfURL(address string) string {
	for {
		short := strings.TrimRight(address, ".,:;!?\"'*_~|`\u200b\u200c\u200d\u200e\u200f")
		if strings.HasSuffix(short, ")") && strings.Count(short, ")") > strings.Count(short, "(") {
			short = short[:len(short)-1]
		}
		if short == address {
			return address
		}
		address = short
	}
}
