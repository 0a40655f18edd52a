package claims_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"footnote/bot/claims"
)

func texts(all []claims.Claim) []string {
	var found []string
	for _, c := range all {
		found = append(found, c.Text)
	}
	return found
}

func TestSplit(t *testing.T) {
	const dug = "The harbour was dug in 1887."
	tests := []struct {
		name, message string
		want          []string
	}{
		{"nothing", "", nil},
		{"white space", " \n\t\n", nil},
		{"a sentence", dug, []string{dug}},
		{"two", dug + " It is 12 m deep.", []string{dug, "It is 12 m deep."}},
		{"said twice", dug + "\n- the harbour was dug in 1887", []string{dug}},
		{"a question", "When was the harbour dug?", nil},
		{"a question in quotation marks", "He asked: “when was the harbour dug?”", nil},
		{"a question beside", dug + " Or was it?", []string{dug}},
		{"greetings", "Hi all! Good morning everyone.\nThanks a lot", nil},
		{"a greeting in front", "Hello everyone, the harbour was dug in 1887.", []string{"the harbour was dug in 1887."}},
		{"an opinion", "I think that the harbour was dug in 1887.", []string{"the harbour was dug in 1887."}},
		{"no", "No, the harbour was dug in 1887.", []string{"the harbour was dug in 1887."}},
		{"no ships", "No ships were lost.", []string{"No ships were lost."}},
		{"requests", "Please read the rules of the harbour.\nLet's meet at the harbour tonight.\nOpen the file about the harbour.", nil},
		{"no request", "Open source software runs the crane.", []string{"Open source software runs the crane."}},
		{"too short", "Nice. Marta Olsen.", nil},
		{"list", "What I know:\n- it was dug in 1887\n* The crane lifts *12 tons*\n3. [x] The pier is closed", []string{"it was dug in 1887", "The crane lifts 12 tons", "The pier is closed"}},
		{"lines", "The harbour is old\nThe crane is new", []string{"The harbour is old", "The crane is new"}},
		{"wrapped", "The harbour of Lindvik was\ndug in 1887.", []string{"The harbour of Lindvik was dug in 1887."}},
		{"quotation", "> The harbour was dug in 1877.\n" + dug, []string{dug}},
		{"quotation to the end", dug + "\n>>> The crane is red.\nThe crane is blue.", []string{dug}},
		{"code", "```go\nthe harbour was dug\n```\n" + dug, []string{dug}},
		{"code in a line", "```the harbour was dug```\n" + dug, []string{dug}},
		{"fence that never ends", "```\n" + dug, []string{dug}},
		{"program", "if (x == nil) { return f(x); }", nil},
		{"heading", "# The harbour of Lindvik\n" + dug, []string{dug}},
		{"small print", "-# The harbour was dug in 1887.", []string{dug}},
		{"table", "| year | event |\n|---|---|\n| 1887 | harbour dug |", nil},
		{"link", "https://example.com/the/harbour/of/lindvik", nil},
		{"linked words", "The [harbour of Lindvik](https://example.com) was __dug__ in **1887** [2].", []string{"The harbour of Lindvik was dug in 1887."}},
		{"mentions", "<@123> the harbour was dug in `1887` <:ship:99> @everyone 🚢 :anchor:.", []string{"the harbour was dug in 1887."}},
		{"spoiler", "||The harbour was dug in 1887.||", []string{dug}},
		{"taken back", "The crane lifts ~~13~~ 12 tons.", []string{"The crane lifts 12 tons."}},
		{"emoji", "🎉🎉🎉 :tada: <a:dance:1>", nil},
		{"words that count", "It was 5 °C on 3 May 2021.", []string{"It was 5 °C on 3 May 2021."}},
		{"snake case", "The flag max_tokens bounds the reply.", []string{"The flag max_tokens bounds the reply."}},
		{"German", "Hallo zusammen! Der Hafen wurde 1887 gegraben. Wann genau?", []string{"Der Hafen wurde 1887 gegraben."}},
		{"Russian", "Привет! Порт был вырыт в 1887 году.", []string{"Порт был вырыт в 1887 году."}},
		{"Chinese", "你好！上海合作组织成立于2001年。对吗？", []string{"上海合作组织成立于2001年。"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := texts(claims.Split(test.message)); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// A claim knows the sentence before it, even one that claims nothing.
func TestBefore(t *testing.T) {
	got := claims.Split("Who built the crane?\nMarta Olsen designed it. She came from Bergen.")
	want := []claims.Claim{
		{Text: "Marta Olsen designed it.", Before: "Who built the crane?"},
		{Text: "She came from Bergen.", Before: "Marta Olsen designed it."},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzSplit(f *testing.F) {
	for _, seed := range []string{"", "- a b c\n> d", "```\nx", "**a** __b__ ~~c~~ ||d|| `e` [f](g) <@1> :h: \\*", "The harbour\nwas dug.\r\n>>> x", "\xff\xfe 你好。"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, message string) {
		seen := map[string]bool{}
		for _, c := range claims.Split(message) {
			if strings.TrimSpace(c.Text) != c.Text || c.Text == "" || strings.Contains(c.Text, "\n") || seen[c.Text] {
				t.Errorf("%q claims %q", message, c.Text)
			}
			if utf8.ValidString(message) && !utf8.ValidString(c.Text) {
				t.Errorf("%q claims broken text %q", message, c.Text)
			}
			seen[c.Text] = true
		}
	})
}
