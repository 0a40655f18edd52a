package openaichat

import (
	"math"
	"strings"
	"testing"
)

func TestDefaults(t *testing.T) {
	m, err := New(Config{BaseURL: " http://localhost:11434/v1/ ", Model: "m"})
	if err != nil {
		t.Fatal(err)
	}
	if m.ContextTokens() != 4096 || m.config.MaxTokens != 1024 || m.config.Retries != 2 || !m.Structured() || m.endpoint != "http://localhost:11434/v1" {
		t.Errorf("got %+v", m.config)
	}
}

func TestEachFaultOfTheConfigurationIsTold(t *testing.T) {
	good := Config{BaseURL: "http://localhost:11434/v1", Model: "m"}
	nan := float32(math.NaN())
	hot := float32(3)
	for want, change := range map[string]func(*Config){
		"is empty":                     func(c *Config) { c.BaseURL = "" },
		"must begin with http://":      func(c *Config) { c.BaseURL = "localhost:11434" },
		"cannot be read":               func(c *Config) { c.BaseURL = "http://a:secret word@b c" },
		"leave out what follows":       func(c *Config) { c.BaseURL += "?x=1" },
		"no model is named":            func(c *Config) { c.Model = " " },
		"line break":                   func(c *Config) { c.APIKey = "secret\nsecret" },
		"too small":                    func(c *Config) { c.ContextTokens = 10 },
		"does not fit":                 func(c *Config) { c.MaxTokens = 4096 },
		"not one of auto, on, off":     func(c *Config) { c.Structured = "maybe" },
		"NaN is not between 0 and 2":   func(c *Config) { c.Temperature = &nan },
		"of 3 is not between 0 and 2":  func(c *Config) { c.Temperature = &hot },
		"with http:// or https:// and": func(c *Config) { c.BaseURL = "ftp://secret@host/v1" },
	} {
		c := good
		change(&c)
		_, err := New(c)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("want %q, got %v", want, err)
		}
	}
	if _, err := New(Config{}); err == nil || strings.Count(err.Error(), "\n") != 1 {
		t.Errorf("want two faults, got %v", err)
	}
}
