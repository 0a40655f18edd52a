package openaichat

import (
	"encoding/base64"
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	redacted = "[redacted]"
	// longestMessage bounds, in runes, what is repeated of a server's words.
	longestMessage = 300
)

// shownURL is a URL without user, password, query and fragment.
func shownURL(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return "an address that cannot be read"
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String()
}

// A redactor takes secrets out of texts. Its strings hide behind a pointer,
// since fmt prints the fields of structs.
type redactor struct{ replacer *strings.Replacer }

func newRedactor(key, baseURL string) redactor {
	secrets := []string{key}
	if u, err := url.Parse(baseURL); err == nil && u.User != nil {
		password, _ := u.User.Password()
		pair := u.User.Username() + ":" + password
		secrets = append(secrets, pair, password, u.User.Username(), u.User.String(),
			base64.StdEncoding.EncodeToString([]byte(pair)))
	}
	var pairs []string
	for _, s := range secrets {
		for _, form := range []string{s, url.QueryEscape(s), url.PathEscape(s)} {
			if len(form) >= 4 { // shorter ones stand in many words
				pairs = append(pairs, form, redacted)
			}
		}
	}
	return redactor{strings.NewReplacer(pairs...)}
}

var bearer = regexp.MustCompile(`(?i)\b(bearer|basic)\s+[^\s"',]+`)

// clean makes what a server said fit for a line that people read: one line, no
// control characters, no secrets, and not long.
func (r redactor) clean(text string) string {
	text = strings.ToValidUTF8(text, "")
	if r.replacer != nil {
		text = r.replacer.Replace(text)
	}
	text = bearer.ReplaceAllString(text, "$1 "+redacted)
	text = strings.Join(strings.FieldsFunc(text, func(c rune) bool {
		return unicode.IsSpace(c) || !unicode.IsPrint(c)
	}), " ")
	if utf8.RuneCountInString(text) > longestMessage {
		text = string([]rune(text)[:longestMessage]) + " …"
	}
	return text
}
