package discord_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"footnote/bot/discord/discordtest"
	"footnote/corpus"
)

// handbook is a version of a handbook.
func handbook(name, front, text string) corpus.Document {
	return file(name, "---\ntitle: Handbook\n"+front+"---\n\n# Handbook\n\n"+text+"\n")
}

func TestVersionsOfferedNewestFirst(t *testing.T) {
	w := openTown(t, owls(), harbour(),
		handbook("handbook-v1.md", "date: 2022-03\n", "The fee is 35 euros."),
		handbook("handbook-v10.md", "date: 2025-01\n", "The fee is 45 euros."),
		handbook("handbook-v2.md", "date: 2024-05\n", "The fee is 40 euros."),
		handbook("rules/2023/handbook.md", "", "Boats are cleaned."),
		handbook("rules/2024/handbook.md", "", "Boats are cleaned well.")).start()
	choices := func(typed string) (names []string) {
		t.Helper()
		r, err := w.Autocomplete(w.alice, w.square, "source", "document", map[string]any{"document": typed}).WaitResponse(w.ctx)
		if err != nil || r.Kind != discordtest.RespondChoices {
			t.Fatalf("%+v, %v", r, err)
		}
		for _, c := range r.Choices() {
			names = append(names, fmt.Sprint(c.Name, " = ", c.Value))
		}
		return names
	}
	v10, v2, v1 := "Handbook · v10 (2025-01) = handbook-v10.md", "Handbook · v2 (2024-05) = handbook-v2.md", "Handbook · v1 (2022-03) = handbook-v1.md"
	rules := []string{"Handbook · 2024 = rules/2024/handbook.md", "Handbook · 2023 = rules/2023/handbook.md"}
	for typed, want := range map[string][]string{
		"handb":         append([]string{v10, v2, v1}, rules...),
		"handbook v1":   {v1, v10},
		"handbook 2023": rules[1:],
		"v2":            {v2},
	} {
		if got := choices(typed); !slices.Equal(got, want) {
			t.Errorf("%q offers %q, want %q", typed, got, want)
		}
	}
	m := w.shown(w.Slash(w.alice, w.square, "source", map[string]any{"document": "handbook"}))
	contains(t, m.AllText(), "The fee is 45 euros", "2025-01")
	m = w.shown(w.Slash(w.alice, w.square, "sources", nil))
	if text := m.AllText(); strings.Index(text, "v10") > strings.Index(text, "v2") || strings.Index(text, "v2") < 0 {
		t.Errorf("the list is not sorted: %s", text)
	}
}

// TestVersionsOfHiddenDocuments: that a year in a name is a version shows by
// documents that the user may see, and by no others.
func TestVersionsOfHiddenDocuments(t *testing.T) {
	hidden := handbook("2024/handbook.md", "audience: nobody\n", "The fee is 40 euros.")
	w := openTown(t, handbook("2023/handbook.md", "", "The fee is 35 euros."), hidden).start()
	r, err := w.Autocomplete(w.alice, w.square, "source", "document", map[string]any{"document": ""}).WaitResponse(w.ctx)
	if err != nil {
		t.Fatal(err)
	}
	if c := r.Choices(); len(c) != 1 || c[0].Name != "Handbook (2023)" {
		t.Errorf("offers %v", c)
	}
}
