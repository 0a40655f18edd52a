package openaiembed

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// A Config says which model to ask, where and how. Only BaseURL and Model must
// be set; the zero value of everything else is a sensible choice.
type Config struct {
	// BaseURL is the address of the API, mostly ending in /v1.
	BaseURL string
	// APIKey is sent where one is needed.
	APIKey string
	// Model is the model's name as the server knows it.
	Model string
	// Dimensions is the length of vector to ask for, of models that can
	// shorten theirs; 0 takes what the model gives.
	Dimensions int
	// QueryPrefix and DocumentPrefix stand in front of what is sent; nil
	// leaves the choice to PrefixesOf, and "" is none.
	QueryPrefix, DocumentPrefix *string
	// PerSentence asks for a vector of each sentence instead of one of the
	// whole passage.
	PerSentence bool
	// BatchSize is the most texts of one request, at first; 0 is 64. Servers
	// that take fewer are noticed.
	BatchSize int
	// MaxInput is the most bytes of a text that are sent; 0 is 8192. A token
	// has at least one byte, so that many tokens are not exceeded either.
	MaxInput int
	// Timeout limits one request for documents, 0 is two minutes; QueryTimeout
	// limits a question with all its retries, 0 is five seconds.
	Timeout, QueryTimeout time.Duration
	// HTTPClient makes the requests; nil is http.DefaultClient.
	HTTPClient *http.Client
	// Cache keeps the vectors of documents; nil keeps none.
	Cache Cache
	// Logger is told of what was mended on the way; nil tells nobody.
	Logger *slog.Logger
}

// A Cache keeps vectors by a key that stands for the model and the text.
// It is safe for concurrent use.
type Cache interface {
	// Get returns a vector that the caller may change.
	Get(key [32]byte) (vector []float32, ok bool)
	// Put keeps vectors, one a key.
	Put(keys [][32]byte, vectors [][]float32) error
}

const (
	defaultBatchSize    = 64
	defaultMaxInput     = 8192
	defaultTimeout      = 2 * time.Minute
	defaultQueryTimeout = 5 * time.Second
)

// complete fills in the defaults, or tells every fault of the configuration.
func (c Config) complete() (Config, error) {
	var faults []error
	if err := checkURL(c.BaseURL); err != nil {
		faults = append(faults, err)
	}
	if c.Model == "" {
		faults = append(faults, errors.New("no model is named"))
	}
	if c.Dimensions < 0 || c.BatchSize < 0 || c.MaxInput < 0 || c.Timeout < 0 || c.QueryTimeout < 0 {
		faults = append(faults, errors.New("dimensions, batch size, longest input and time limits cannot be negative"))
	}
	if len(faults) > 0 {
		return c, fmt.Errorf("configuration of the embeddings: %w", errors.Join(faults...))
	}
	c.BaseURL = strings.TrimRight(strings.TrimSuffix(strings.TrimRight(c.BaseURL, "/"), "/embeddings"), "/")
	known := PrefixesOf(c.Model)
	if c.QueryPrefix == nil {
		c.QueryPrefix = &known.Query
	}
	if c.DocumentPrefix == nil {
		c.DocumentPrefix = &known.Document
	}
	c.BatchSize = cmp.Or(c.BatchSize, defaultBatchSize)
	c.MaxInput = cmp.Or(c.MaxInput, defaultMaxInput)
	c.Timeout = cmp.Or(c.Timeout, defaultTimeout)
	c.QueryTimeout = cmp.Or(c.QueryTimeout, defaultQueryTimeout)
	c.HTTPClient = cmp.Or(c.HTTPClient, http.DefaultClient)
	c.Logger = cmp.Or(c.Logger, slog.New(slog.DiscardHandler))
	return c, nil
}

// checkURL does not repeat what it refuses: there may be a secret in it.
func checkURL(base string) error {
	u, err := url.Parse(base)
	switch {
	case base == "":
		return errors.New("no base URL is set; a server on this machine is mostly at http://localhost:11434/v1 or the like")
	case err != nil:
		return errors.New("the base URL cannot be read; it looks like http://localhost:11434/v1")
	case u.Scheme != "http" && u.Scheme != "https", u.Host == "":
		return errors.New("the base URL must begin with http:// or https:// and a host")
	case u.RawQuery != "" || u.Fragment != "":
		return errors.New("the base URL must end with its path, without ? or #")
	}
	return nil
}

// place is the base URL as it may be shown.
func (c Config) place() string {
	u, err := url.Parse(c.BaseURL)
	if err != nil {
		return "the server"
	}
	u.User = nil
	return u.String()
}
