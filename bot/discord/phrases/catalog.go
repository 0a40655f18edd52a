package phrases

import (
	"embed"
	"fmt"

	"github.com/pelletier/go-toml/v2"
)

// A Key names a text. It is a string by another name, so that a Language is the
// same to those who know nothing of this package.
type Key = string

//go:embed texts
var files embed.FS

// A Catalog holds the texts in all languages.
type Catalog struct {
	languages []Language // the first steps in for others
}

// A Language is what says the texts in one language.
type Language struct {
	grammar grammar
	texts   map[Key]text
}

// New reads the texts. An error tells of a fault in them, which tests would have
// found.
func New() (*Catalog, error) {
	c := new(Catalog)
	for _, g := range grammars() {
		l, err := read(g)
		if err != nil {
			return nil, fmt.Errorf("reading the bot's texts: %w", err)
		}
		c.languages = append(c.languages, l)
	}
	return c, nil
}

func read(g grammar) (Language, error) {
	name := "texts/" + g.code + ".toml"
	data, err := files.ReadFile(name)
	if err != nil {
		return Language{}, err
	}
	var sources map[Key]string
	if err := toml.Unmarshal(data, &sources); err != nil {
		return Language{}, fmt.Errorf("%s: %w", name, err)
	}
	l := Language{grammar: g, texts: make(map[Key]text, len(sources))}
	for key, source := range sources {
		if l.texts[key], err = g.parse(source); err != nil {
			return Language{}, fmt.Errorf("%s: %s: %w", name, key, err)
		}
	}
	return l, nil
}

// In returns the language of one of Discord's locales, such as es-419; English
// if the bot does not speak it.
func (c *Catalog) In(locale string) Language {
	code := codeOf(locale)
	for _, l := range c.languages {
		if l.grammar.code == code {
			return l
		}
	}
	return c.languages[0]
}

// Localised returns a text by Discord's locales, as the names and descriptions of
// commands are given. English, which stands beside them, is left out.
func (c *Catalog) Localised(key Key) map[string]string {
	all := map[string]string{}
	for _, l := range c.languages {
		for _, locale := range l.grammar.locales {
			all[locale] = l.Text(key)
		}
	}
	return all
}

// Text returns the text of a key, with its placeholders filled by the arguments.
// It returns the key itself where there is none.
func (l Language) Text(key Key, args ...any) string {
	t, ok := l.texts[key]
	if !ok {
		return key
	}
	return l.grammar.fill(t, args)
}

// Code is the language's code, such as es.
func (l Language) Code() string { return l.grammar.code }
