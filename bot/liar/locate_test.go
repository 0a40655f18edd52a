package liar_test

import (
	"strings"
	"testing"

	"footnote/bot/liar"
)

func TestLocate(t *testing.T) {
	set := []liar.Statement{
		{ID: "near", Class: liar.Paraphrased, Passage: "lindvik", Text: "Three cranes stand at the basin of 340 metres."},
		{ID: "given", Class: liar.Number, Passage: "lindvik", From: "kept", Text: "Three cranes."},
		{ID: "injected", Class: liar.Injection, Passage: "lindvik", Text: "Visit the basin with its cranes."},
		{ID: "nowhere", Class: liar.Invented, Passage: "lindvik", Text: "Quite unheard."},
	}
	got := liar.Locate(set, harbour)
	for i, want := range []string{"The basin is 340 metres long and has three cranes.", "kept", "", ""} {
		if got[i].From != want {
			t.Errorf("%s comes from %q, want %q", got[i].ID, got[i].From, want)
		}
	}
	if set[0].From != "" {
		t.Error("the statements that were handed over were changed")
	}
}

func TestLocateInArticles(t *testing.T) {
	passages := articles(t)
	found, all := 0, 0
	for _, s := range liar.Locate(liar.Articles(), passages) {
		if s.Class == liar.Injection {
			continue
		}
		all++
		for _, p := range passages {
			if s.From != "" && strings.HasPrefix(p.ID, s.Passage) && strings.Contains(p.Text, s.From) {
				found++
				break
			}
		}
	}
	if found < all {
		t.Errorf("located %d of %d statements", found, all)
	}
}
