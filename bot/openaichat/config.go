package openaichat

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Config says how a model is reached and asked. BaseURL and Model are needed;
// what is zero gets the default.
type Config struct {
	// BaseURL usually ends in /v1, such as http://localhost:11434/v1.
	BaseURL string
	// APIKey may be empty where the server wants none.
	APIKey string
	// Model is the model's name at the server.
	Model string
	// ContextTokens is how many tokens prompt and reply may have together; by
	// default 4096, which is where Ollama cuts unless told otherwise.
	ContextTokens int
	// MaxTokens bounds a reply, by default to a quarter of ContextTokens.
	MaxTokens int
	// MaxCompletionTokens sends max_completion_tokens instead of max_tokens.
	MaxCompletionTokens bool
	// Temperature is left to the server when nil. Zero is sent as 0.01, since
	// the client library leaves 0 out.
	Temperature *float32
	// FoldSystem puts the system message in front of the user's.
	FoldSystem bool
	// Structured says whether a schema is sent.
	Structured Structured
	// Limits bound each wait.
	Limits Limits
	// Retries is how often a request is repeated, at most, when the server was
	// down, loading or busy; by default 2, and negative for never.
	Retries int
	// AddressName and KeyName are what people know BaseURL and APIKey by, such
	// as the names of settings; by default "the base URL" and "the API key".
	AddressName, KeyName string
	// Transport is used instead of one of the model's own.
	Transport http.RoundTripper
	// Logger gets a record for each failure; nil discards them.
	Logger *slog.Logger
}

// Structured says whether a prompt's schema is sent to the server.
type Structured string

// The values of Structured. StructuredAuto stops sending schemas when the
// server rejects one; StructuredOn does not.
const (
	StructuredAuto Structured = "auto"
	StructuredOn   Structured = "on"
	StructuredOff  Structured = "off"
)

// Limits bound each wait for a server; the whole is bounded by the context.
type Limits struct {
	// Connect bounds the connection, by default to 5 seconds. It has no effect
	// on a Transport that is given.
	Connect time.Duration
	// Headers bounds the wait until the server begins to answer, by default to
	// a minute: a cold server loads the model first.
	Headers time.Duration
	// FirstToken bounds the wait from there to the first piece of text or of
	// reasoning, by default to a minute.
	FirstToken time.Duration
	// Idle bounds the wait for each further piece, by default to 20 seconds.
	Idle time.Duration
}

func (l Limits) withDefaults() Limits {
	for _, d := range []struct {
		limit *time.Duration
		value time.Duration
	}{{&l.Connect, 5 * time.Second}, {&l.Headers, time.Minute}, {&l.FirstToken, time.Minute}, {&l.Idle, 20 * time.Second}} {
		if *d.limit <= 0 {
			*d.limit = d.value
		}
	}
	return l
}

// withDefaults checks the configuration and fills in what is zero. All faults
// are told at once.
func (c Config) withDefaults() (Config, error) {
	c.APIKey, c.Model = strings.TrimSpace(c.APIKey), strings.TrimSpace(c.Model)
	c.BaseURL = strings.TrimRight(strings.TrimSpace(c.BaseURL), "/")
	if c.ContextTokens == 0 {
		c.ContextTokens = 4096
	}
	if c.MaxTokens == 0 {
		c.MaxTokens = max(1, c.ContextTokens/4)
	}
	if c.Structured == "" {
		c.Structured = StructuredAuto
	}
	if c.Retries == 0 {
		c.Retries = 2
	}
	c.AddressName = cmp.Or(c.AddressName, "the base URL")
	c.KeyName = cmp.Or(c.KeyName, "the API key")
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	c.Limits = c.Limits.withDefaults()
	return c, errors.Join(c.checkURL(), c.checkRest())
}

func (c Config) checkURL() error {
	u, err := url.Parse(c.BaseURL)
	switch {
	case c.BaseURL == "":
		return errors.New("the base URL of the model is empty: set it to something like http://localhost:11434/v1")
	case err != nil: // its text repeats the URL, and with it a password
		return errors.New("the base URL of the model cannot be read: set it to something like http://localhost:11434/v1")
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return fmt.Errorf("the base URL of the model, %s, must begin with http:// or https:// and a host", shownURL(c.BaseURL))
	case u.RawQuery != "" || u.Fragment != "":
		return fmt.Errorf("the base URL of the model, %s, must end with its path: leave out what follows ? or #", shownURL(c.BaseURL))
	}
	return nil
}

func (c Config) checkRest() error {
	var faults []error
	add := func(wrong bool, format string, args ...any) {
		if wrong {
			faults = append(faults, fmt.Errorf(format, args...))
		}
	}
	add(c.Model == "", "no model is named: set its name, such as qwen3:8b")
	add(strings.ContainsFunc(c.APIKey, func(r rune) bool { return r < ' ' || r == 0x7f }),
		"the API key holds a line break or another control character: write it on one line")
	add(c.ContextTokens < 256, "a context of %d tokens is too small: name at least 256", c.ContextTokens)
	add(c.MaxTokens < 1 || c.MaxTokens >= c.ContextTokens,
		"a reply of %d tokens does not fit a context of %d", c.MaxTokens, c.ContextTokens)
	add(c.Structured != StructuredAuto && c.Structured != StructuredOn && c.Structured != StructuredOff,
		"structured output is %q, not one of auto, on, off", string(c.Structured))
	if c.Temperature != nil {
		t := float64(*c.Temperature)
		add(math.IsNaN(t) || t < 0 || t > 2, "a temperature of %v is not between 0 and 2", t)
	}
	return errors.Join(faults...)
}

// String tells the configuration without its key.
func (c Config) String() string {
	return fmt.Sprintf("the model %s at %s", c.Model, shownURL(c.BaseURL))
}

// GoString is String, so that %#v shows no key either.
func (c Config) GoString() string { return c.String() }

// LogValue is String, for logs.
func (c Config) LogValue() slog.Value { return slog.StringValue(c.String()) }
