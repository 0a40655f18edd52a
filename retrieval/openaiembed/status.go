package openaiembed

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"
	"unicode"
)

// answered makes an error of an answer that is none.
func (t *transport) answered(response *http.Response, body []byte) *failure {
	said := messageOf(body)
	kind := kindOf(response.StatusCode, said)
	f := t.fail(kind, response.StatusCode, t.presentable(said.text), nil)
	f.again = kind == Busy || kind == Loading
	f.after = retryAfter(response.Header, time.Now())
	return f
}

// kindOf reads the status and, where it may mean one thing or the other, the
// words.
func kindOf(status int, said message) Kind {
	text := strings.ToLower(said.text)
	if said.code == "model_not_found" {
		return NoModel
	}
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden:
		return Unauthorized
	case http.StatusPaymentRequired:
		return Quota
	case http.StatusTooManyRequests:
		if said.code == "insufficient_quota" {
			return Quota
		}
		return Busy
	case http.StatusNotFound:
		if strings.Contains(text, "model") {
			return NoModel
		}
		return NoEndpoint
	case http.StatusMethodNotAllowed, http.StatusNotImplemented:
		return NoEndpoint
	case http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity, http.StatusInternalServerError:
		return Refused
	case http.StatusServiceUnavailable:
		if strings.Contains(text, "loading") {
			return Loading
		}
		return Busy
	}
	if status > http.StatusInternalServerError || status == http.StatusRequestTimeout {
		return Busy
	}
	return Malformed
}

// A message is what a server says in place of vectors.
type message struct {
	text, code string
	// inError is set when it stands where errors do, and not just anywhere.
	inError bool
}

// messageOf finds the message in the forms that servers use: an error that is
// an object or a string, a message or detail beside no error, or plain text.
// Vectors are never that short that an answer of them would be searched.
func messageOf(body []byte) (m message) {
	const longest = 64 << 10
	if len(body) > longest {
		return message{}
	}
	var answer struct {
		Error   json.RawMessage `json:"error"`
		Message json.RawMessage `json:"message"`
		Detail  json.RawMessage `json:"detail"`
		Code    json.RawMessage `json:"code"`
		Data    json.RawMessage `json:"data"`
	}
	if json.Unmarshal(body, &answer) != nil {
		return message{text: string(body)}
	}
	var inner struct {
		Message json.RawMessage `json:"message"`
		Code    json.RawMessage `json:"code"`
	}
	m.inError = len(answer.Error) > 0 && string(answer.Error) != "null" && len(answer.Data) == 0
	switch {
	case json.Unmarshal(answer.Error, &inner) == nil:
		m.text, m.code = plain(inner.Message), plain(inner.Code)
	case len(answer.Error) > 0:
		m.text, m.code = plain(answer.Error), plain(answer.Code)
	case len(answer.Message) > 0:
		m.text, m.code = plain(answer.Message), plain(answer.Code)
	default:
		m.text = plain(answer.Detail)
	}
	return m
}

// plain is a JSON string without its quotes, and anything else as it stands.
func plain(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	return string(raw)
}

// presentable makes what a server said fit for a log: on one line, short, and
// without the key, which some servers repeat.
func (t *transport) presentable(text string) string {
	if t.secret != "" {
		text = strings.ReplaceAll(text, t.secret, "[key]")
	}
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "?"))
	const enough = 200
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > enough {
		text = clip(text, enough) + "…"
	}
	return text
}
