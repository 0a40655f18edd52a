package config

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// DefaultURL is where models are when no address is set.
const DefaultURL = "https://api.openai.com/v1"

const (
	defaultContext = 4096
	leastContext   = 512
	mostReply      = 1024 // unless more is set
	defaultTimeout = 2 * time.Minute
)

// endpoints settles where each model is and which key it gets, and finds the
// faults that only several settings make together. What is not used is not
// judged: what OPENAI_BASE_URL and OPENAI_API_KEY say may be meant for another
// program.
func (l *loading) endpoints() {
	writer, embeddings := &l.config.Writer, &l.config.Embeddings
	if writer.URL == "" {
		writer.URL = DefaultURL
	}
	elsewhere := embeddings.URL != ""
	if writer.On() || embeddings.On() && !elsewhere {
		l.address("base-url", &writer.URL)
	}
	switch {
	case !elsewhere:
		embeddings.URL = writer.URL
	case !embeddings.On():
		l.blame("embeddings-base-url", errors.New("comes without a model; name one by FOOTNOTE_EMBEDDINGS_MODEL, or embeddings-model in the file"))
	default:
		l.address("embeddings-base-url", &embeddings.URL)
	}
	shareKey(writer.Endpoint, &embeddings.Endpoint)
	if err := checkKey(writer.Key); err != nil && (writer.On() || embeddings.On() && embeddings.Key == writer.Key) {
		l.blame("api-key", err)
	}
	l.needsKey("model", writer.Endpoint)
	l.needsKey("embeddings-model", embeddings.Endpoint)
	l.fallbacks()
}

func (l *loading) fallbacks() {
	writer := &l.config.Writer
	if len(writer.fallbackKeys) > len(writer.Fallbacks) {
		l.blame("fallback-api-keys", fmt.Errorf("are %d for %d fallbacks; give one for each, in their order, and nothing between the commas where none is needed",
			len(writer.fallbackKeys), len(writer.Fallbacks)))
		return
	}
	for i := range writer.Fallbacks {
		f := &writer.Fallbacks[i]
		if f.URL == "" {
			f.URL = writer.URL
		}
		if i < len(writer.fallbackKeys) {
			f.Key = writer.fallbackKeys[i]
		}
		shareKey(writer.Endpoint, f)
		if writer.On() {
			l.needsKey("fallbacks", *f)
		}
	}
	writer.fallbackKeys = nil
}

// replyTokens gives the reply a part of the context, unless it is set.
func (l *loading) replyTokens() {
	writer := &l.config.Writer
	if writer.ReplyTokens == 0 {
		writer.ReplyTokens = min(mostReply, writer.ContextTokens/4)
	}
	if writer.ReplyTokens > writer.ContextTokens/2 {
		l.blame("max-tokens", fmt.Errorf("leaves the question and its passages less than half of the context; set context-tokens, now %d, to what the model has, or less here",
			writer.ContextTokens))
	}
}

func (l *loading) address(name string, to *string) {
	address, err := apiAddress(*to)
	if err != nil {
		l.blame(name, err)
		return
	}
	*to = address
}

// needsKey finds it out before OpenAI does, and before the passages of someone
// who only forgot to name a server of their own are sent there.
func (l *loading) needsKey(name string, e Endpoint) {
	if e.On() && e.Key.IsZero() && sameOrigin(e.URL, DefaultURL) {
		l.blame(name, fmt.Errorf("would be asked at %s, which needs a key; set OPENAI_API_KEY, or OPENAI_BASE_URL to the server that has the model", e.URL))
	}
}

// shareKey lets an endpoint without a key have the writer's, if it is at the
// same server: a key goes nowhere else.
func shareKey(writer Endpoint, with *Endpoint) {
	if with.Key.IsZero() && sameOrigin(writer.URL, with.URL) {
		with.Key = writer.Key
	}
}

func sameOrigin(a, b string) bool {
	first, err1 := url.Parse(a)
	second, err2 := url.Parse(b)
	return err1 == nil && err2 == nil && first.Host != "" && first.Scheme == second.Scheme && strings.EqualFold(first.Host, second.Host)
}

// withheld is a fault of a value that may hold a secret and is not shown.
type withheld struct{ error }

// apiAddress checks the address of an API. People leave out the version or
// paste the address of one of its functions; both are mended.
func apiAddress(text string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(text))
	switch {
	case err != nil || strings.Contains(text, "@"):
		// An error of url.Parse repeats the address.
		return "", withheld{errors.New("is no address, or holds a name or a key; write it like http://localhost:11434/v1, and the key as the api-key that goes with it")}
	case u.RawQuery != "" || u.Fragment != "":
		return "", withheld{errors.New("has something behind a ? or #; write it like http://localhost:11434/v1, and the key as the api-key that goes with it")}
	case u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "":
		return "", errors.New("is no address of a server; write it like http://localhost:11434/v1")
	}
	path := apiPath(u.EscapedPath())
	if path == "" {
		path = "/v1"
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host}).String() + path, nil
}

// apiPath takes the names of functions and slashes off the end.
func apiPath(path string) string {
	for {
		before := path
		for _, end := range []string{"/", "/chat/completions", "/embeddings", "/models"} {
			path = strings.TrimSuffix(path, end)
		}
		if path == before {
			return path
		}
	}
}

// setFallbacks reads MODEL@URL, MODEL@URL; MODEL alone is at the same server
// as the first.
func setFallbacks(writer *Writer, value string) error {
	var list []Endpoint
	for item := range strings.SplitSeq(value, ",") {
		model, address := strings.TrimSpace(item), ""
		if at := strings.Index(model, "@http"); at >= 0 { // a model's name may have an @ of its own
			var err error
			if address, err = apiAddress(model[at+1:]); err != nil {
				return fmt.Errorf("the address of fallback %d %w", len(writer.Fallbacks)+1, err)
			}
			model = model[:at]
		}
		if model == "" || strings.Contains(model, "://") {
			return withheld{fmt.Errorf("fallback %d has no model; write MODEL@URL, such as qwen3@http://localhost:11434/v1", len(list)+1)}
		}
		list = append(list, Endpoint{Model: model, URL: address})
	}
	writer.Fallbacks = list
	return nil
}

func setFallbackKeys(writer *Writer, value string) error {
	writer.fallbackKeys = nil
	for item := range strings.SplitSeq(value, ",") {
		var key Secret
		if err := setSecret(&key, item); err != nil {
			return err
		}
		writer.fallbackKeys = append(writer.fallbackKeys, key)
	}
	return nil
}
