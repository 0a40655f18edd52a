package config

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// Sources are the places that settings are looked for in, besides the
// defaults.
type Sources struct {
	// File is the configuration file. When it is "", FOOTNOTE_CONFIG names it,
	// and when that is "" too, DefaultFile is read if it is there.
	File string
	// Getenv reads the environment.
	Getenv func(string) string
	// Flags holds the values of the flags that were given, by name.
	Flags map[string]string
}

// Load returns the settings. Its error is of type Faults when settings are
// wrong.
func Load(sources Sources) (Config, error) {
	l := newLoading()
	l.file(sources)
	for _, s := range settings() {
		if value := sources.Getenv(s.variable()); value != "" {
			l.take(s, value, "environment, "+s.variable())
		}
	}
	for _, s := range settings() {
		if value, given := sources.Flags[s.name]; given && !s.secret {
			l.take(s, value, "flag --"+s.name)
		}
	}
	l.endpoints()
	l.replyTokens()
	if l.config.Data == "" && len(l.faults) == 0 {
		data, err := DefaultData(sources.Getenv)
		if err != nil {
			return Config{}, err
		}
		l.config.Data = data
	}
	if len(l.faults) > 0 {
		return Config{}, l.faults
	}
	return l.config, nil
}

type loading struct {
	config Config
	// shown are the values of the settings that count, as faults show them.
	shown  map[string]string
	faults Faults
}

func newLoading() *loading {
	c := Config{Color: ColorAuto, LogLevel: LogLevelOff, Origins: map[string]string{},
		Writer:  Writer{ContextTokens: defaultContext, Timeout: defaultTimeout, Structured: StructuredAuto},
		Discord: Discord{Shards: 1}}
	return &loading{config: c, shown: map[string]string{}}
}

func (l *loading) take(s setting, value, from string) {
	l.config.Origins[s.name], l.shown[s.name] = from, fmt.Sprintf("%q", value)
	if s.secret {
		l.shown[s.name] = redacted
	}
	if err := s.set(&l.config, value); err != nil {
		l.blame(s.name, err)
	}
}

// blame notes that a setting, as it stands now, is wrong.
func (l *loading) blame(name string, err error) {
	f := Fault{From: l.config.Origins[name], Setting: name, Value: l.shown[name], Problem: err.Error()}
	if errors.As(err, new(withheld)) {
		f.Value = redacted
	}
	l.faults = append(l.faults, f)
}

// file reads the configuration file. A file that was asked for must be there;
// the one in the default place need not.
func (l *loading) file(sources Sources) {
	path, from := sources.File, "flag --config"
	if path == "" {
		path, from = sources.Getenv("FOOTNOTE_CONFIG"), "environment, FOOTNOTE_CONFIG"
	}
	asked := path != ""
	if !asked {
		path, _ = DefaultFile(sources.Getenv)
	}
	if path == "" {
		return
	}
	text, err := os.ReadFile(path)
	switch {
	case err != nil && !asked && (errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission)):
		return // nobody asked for it; a service may run as a user with another's home
	case err != nil && asked:
		l.faults = append(l.faults, Fault{From: from, Problem: err.Error()})
		return
	case err != nil:
		l.faults = append(l.faults, Fault{From: path, Problem: err.Error()})
		return
	}
	l.decode(path, text)
}

func (l *loading) decode(path string, text []byte) {
	var tree map[string]any
	if err := toml.Unmarshal(text, &tree); err != nil {
		from := path
		var bad *toml.DecodeError
		if errors.As(err, &bad) {
			row, column := bad.Position()
			from = fmt.Sprintf("%s:%d:%d", path, row, column)
		}
		l.faults = append(l.faults, Fault{From: from, Problem: strings.TrimPrefix(err.Error(), "toml: ")})
		return
	}
	l.sources(path, tree)
	values := map[string]any{}
	flatten("", tree, values)
	for _, s := range settings() {
		value, given := values[s.name]
		delete(values, s.name)
		if !given {
			continue
		}
		if text, ok := s.kind.text(value); ok {
			l.take(s, text, path)
		} else {
			l.faults = append(l.faults, Fault{From: path, Setting: s.name, Problem: "is not " + s.kind.String()})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		l.faults = append(l.faults, Fault{From: path, Setting: name,
			Problem: "is not a setting; there are " + strings.Join(names(), ", ")})
	}
}

// text is a value of the file as the environment would give it.
func (k kind) text(value any) (string, bool) {
	switch value := value.(type) {
	case string:
		return value, true
	case int64, float64, bool:
		return fmt.Sprint(value), k == kindPlain
	case []any:
		items := make([]string, len(value))
		for i, item := range value {
			item, isString := item.(string)
			if !isString {
				return "", false
			}
			items[i] = item
		}
		return strings.Join(items, ","), k == kindList
	}
	return "", false
}

// String tells what a value must be.
func (k kind) String() string {
	switch k {
	case kindPlain:
		return "a string, a number, true or false"
	case kindList:
		return "a string or a list of strings"
	}
	return "a string; put it into quotes"
}

// flatten gives nested tables dotted names.
func flatten(prefix string, tree map[string]any, into map[string]any) {
	for key, value := range tree {
		if table, ok := value.(map[string]any); ok {
			flatten(prefix+key+".", table, into)
			continue
		}
		into[prefix+key] = value
	}
}

func names() []string {
	var list []string
	for _, s := range settings() {
		list = append(list, s.name)
	}
	return list
}
