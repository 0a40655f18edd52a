package config

import (
	"fmt"
	"log/slog"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A setting is one row of the table that all places are read by. Its name is
// the key of the file and the name of the flag; the variable follows from it
// unless one is named that other programs know too.
type setting struct {
	name   string
	own    string // the variable, "" for the usual one
	secret bool   // never shown, and never a flag: others can see a command line
	kind   kind
	set    func(*Config, string) error
}

// A kind says how the file may write a value, besides as a string.
type kind int

const (
	kindText  kind = iota
	kindPlain      // a number or a truth value
	kindList       // a list of strings
)

func settings() []setting {
	return slices.Concat([]setting{
		{name: "data", set: func(c *Config, v string) error { return setPath(&c.Data, v) }},
		{name: "color", set: func(c *Config, v string) error {
			return setWord(&c.Color, v, ColorAuto, ColorAlways, ColorNever)
		}},
		{name: "log-level", set: func(c *Config, v string) error { return setLevel(&c.LogLevel, v) }},
	}, writerSettings(), embeddingsSettings(), discordSettings())
}

func writerSettings() []setting {
	return []setting{
		{name: "base-url", own: "OPENAI_BASE_URL", set: func(c *Config, v string) error { return setText(&c.Writer.URL, v) }},
		{name: "api-key", own: "OPENAI_API_KEY", secret: true, set: func(c *Config, v string) error { c.Writer.Key = NewSecret(strings.TrimSpace(v)); return nil }},
		{name: "model", set: func(c *Config, v string) error { return setText(&c.Writer.Model, v) }},
		{name: "fallbacks", kind: kindList, set: func(c *Config, v string) error { return setFallbacks(&c.Writer, v) }},
		{name: "fallback-api-keys", kind: kindList, secret: true, set: func(c *Config, v string) error {
			return setFallbackKeys(&c.Writer, v)
		}},
		{name: "judge-model", set: func(c *Config, v string) error { return setText(&c.Writer.Judge, v) }},
		{name: "context-tokens", kind: kindPlain, set: func(c *Config, v string) error {
			return setNumber(&c.Writer.ContextTokens, v, leastContext, math.MaxInt32)
		}},
		{name: "max-tokens", kind: kindPlain, set: func(c *Config, v string) error {
			return setNumber(&c.Writer.ReplyTokens, v, 1, math.MaxInt32)
		}},
		{name: "temperature", kind: kindPlain, set: func(c *Config, v string) error { return setTemperature(&c.Writer.Temperature, v) }},
		{name: "model-timeout", set: func(c *Config, v string) error { return setDuration(&c.Writer.Timeout, v) }},
		{name: "structured", set: func(c *Config, v string) error {
			return setWord(&c.Writer.Structured, v, StructuredAuto, StructuredOn, StructuredOff)
		}},
		{name: "fold-system", kind: kindPlain, set: func(c *Config, v string) error { return setBool(&c.Writer.FoldSystem, v) }},
		{name: "max-completion-tokens", kind: kindPlain, set: func(c *Config, v string) error {
			return setBool(&c.Writer.MaxCompletionTokens, v)
		}},
	}
}

func embeddingsSettings() []setting {
	return []setting{
		{name: "embeddings-base-url", set: func(c *Config, v string) error { return setText(&c.Embeddings.URL, v) }},
		{name: "embeddings-api-key", secret: true, set: func(c *Config, v string) error { return setSecret(&c.Embeddings.Key, v) }},
		{name: "embeddings-model", set: func(c *Config, v string) error { return setText(&c.Embeddings.Model, v) }},
		{name: "embeddings-query-prefix", set: func(c *Config, v string) error { c.Embeddings.QueryPrefix = &v; return nil }},
		{name: "embeddings-document-prefix", set: func(c *Config, v string) error { c.Embeddings.DocumentPrefix = &v; return nil }},
		{name: "embeddings-dimensions", kind: kindPlain, set: func(c *Config, v string) error {
			return setNumber(&c.Embeddings.Dimensions, v, 1, 1<<16)
		}},
		{name: "embeddings-batch", kind: kindPlain, set: func(c *Config, v string) error {
			return setNumber(&c.Embeddings.Batch, v, 1, 1<<16)
		}},
	}
}

// variable is the name of the setting in the environment.
func (s setting) variable() string {
	if s.own != "" {
		return s.own
	}
	return "FOOTNOTE_" + strings.ToUpper(strings.NewReplacer("-", "_", ".", "_").Replace(s.name))
}

func setText(to *string, value string) error {
	if *to = strings.TrimSpace(value); *to == "" {
		return fmt.Errorf("is empty")
	}
	return nil
}

// setSecret takes keys as they are pasted, with white space around them.
func setSecret(to *Secret, value string) error {
	*to = NewSecret(strings.TrimSpace(value))
	return checkKey(*to)
}

// checkKey finds what cannot stand in the header of a request before it fails
// there.
func checkKey(key Secret) error {
	if strings.ContainsFunc(key.Reveal(), func(r rune) bool { return r <= ' ' || r > '~' }) {
		return fmt.Errorf("holds blanks or characters that no key has; copy it again")
	}
	return nil
}

func setPath(to *string, value string) error {
	if strings.TrimSpace(value) == "" {
		return fmt.Errorf("is empty; name a folder")
	}
	if strings.ContainsRune(value, 0) {
		return fmt.Errorf("holds a NUL byte; name a folder")
	}
	if value == "~" || strings.HasPrefix(value, "~/") {
		return fmt.Errorf("begins with ~, which only a shell understands; write the whole path")
	}
	*to = value
	return nil
}

func setWord[W ~string](to *W, value string, words ...W) error {
	if !slices.Contains(words, W(value)) {
		var list []string
		for _, w := range words {
			list = append(list, string(w))
		}
		return fmt.Errorf("is not one of %s", strings.Join(list, ", "))
	}
	*to = W(value)
	return nil
}

func setLevel(to *slog.Level, value string) error {
	levels := map[string]slog.Level{"off": LogLevelOff, "error": slog.LevelError, "warn": slog.LevelWarn,
		"info": slog.LevelInfo, "debug": slog.LevelDebug}
	level, ok := levels[strings.ToLower(value)]
	if !ok {
		return fmt.Errorf("is not one of off, error, warn, info, debug")
	}
	*to = level
	return nil
}

func setNumber(to *int, value string, least, most int) error {
	n, err := strconv.Atoi(strings.TrimSpace(value))
	switch {
	case err != nil:
		return fmt.Errorf("is not a whole number")
	case n < least:
		return fmt.Errorf("is less than %d", least)
	case n > most:
		return fmt.Errorf("is more than %d", most)
	}
	*to = n
	return nil
}

func setTemperature(to **float64, value string) error {
	t, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || !(t >= 0 && t <= 2) {
		return fmt.Errorf("is not a number from 0 to 2")
	}
	*to = &t
	return nil
}

func setDuration(to *time.Duration, value string) error {
	d, err := time.ParseDuration(strings.TrimSpace(value))
	if err != nil || d <= 0 {
		return fmt.Errorf("is not a time such as 30s or 2m")
	}
	*to = d
	return nil
}

func setBool(to *bool, value string) error {
	b, err := strconv.ParseBool(strings.ToLower(strings.TrimSpace(value)))
	if err != nil {
		return fmt.Errorf("is not one of true, false")
	}
	*to = b
	return nil
}
