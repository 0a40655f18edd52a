package config

import (
	"fmt"
	"log/slog"
	"slices"
	"strings"
)

// A Config holds every setting.
type Config struct {
	// Data is the folder that holds the index.
	Data string
	// Color says when output is coloured.
	Color Color
	// LogLevel is the least level that is logged.
	LogLevel slog.Level
}

// Color says when output is coloured.
type Color string

// The values of Color. ColorAuto colours what goes to a terminal, unless
// NO_COLOR is set.
const (
	ColorAuto   Color = "auto"
	ColorAlways Color = "always"
	ColorNever  Color = "never"
)

// LogLevelOff is above every level that is used: nothing is logged.
const LogLevelOff = slog.LevelError + 4

// A setting is one row of the table that all places are read by. Its name is
// the key of the file and the name of the flag; the variable follows from it.
type setting struct {
	name   string
	secret bool
	set    func(*Config, string) error
}

func settings() []setting {
	return []setting{
		{name: "data", set: func(c *Config, v string) error { return setPath(&c.Data, v) }},
		{name: "color", set: func(c *Config, v string) error { return setColor(&c.Color, v) }},
		{name: "log-level", set: func(c *Config, v string) error { return setLevel(&c.LogLevel, v) }},
	}
}

// variable is the name of the setting in the environment.
func (s setting) variable() string {
	return "FOOTNOTE_" + strings.ToUpper(strings.NewReplacer("-", "_", ".", "_").Replace(s.name))
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

func setColor(to *Color, value string) error {
	known := []Color{ColorAuto, ColorAlways, ColorNever}
	if !slices.Contains(known, Color(value)) {
		return fmt.Errorf("is not one of auto, always, never")
	}
	*to = Color(value)
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
