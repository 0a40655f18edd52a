package liar_test

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"footnote/bot/liar"
)

var update = flag.Bool("update", false, "write the golden file anew")

func TestGenerateGolden(t *testing.T) {
	var b strings.Builder
	for _, s := range liar.Generate(harbour, liar.Options{Seed: 1, PerPassage: 3}) {
		fmt.Fprintf(&b, "%s %v @%s\n  from: %s\n  text: %s\n  change: %s\n", s.ID, s.True, s.Marker, s.From, s.Text, s.Change)
	}
	const golden = "testdata/generated.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("the statements changed; read them, then run with -update (-want +got):\n%s", diff)
	}
}

func TestGenerateIsDeterministic(t *testing.T) {
	options := liar.Options{Seed: 7, PerPassage: 2}
	if diff := cmp.Diff(liar.Generate(harbour, options), liar.Generate(harbour, options)); diff != "" {
		t.Errorf("two runs differ:\n%s", diff)
	}
	seven := liar.Generate(harbour, liar.Options{Seed: 7})
	if cmp.Equal(seven, liar.Generate(harbour, liar.Options{Seed: 8})) {
		t.Error("seeds 7 and 8 give the same statements")
	}
	one := liar.Generate(harbour, liar.Options{Seed: 7, Classes: []liar.Class{liar.Negation}})
	seven = slices.DeleteFunc(seven, func(s liar.Statement) bool { return s.Class != liar.Negation })
	if diff := cmp.Diff(seven, one); diff != "" {
		t.Errorf("the other classes change what is negated:\n%s", diff)
	}
}

func TestGenerateMakesEveryClass(t *testing.T) {
	made := map[liar.Class]int{}
	for _, s := range liar.Generate(harbour, liar.Options{PerPassage: 9}) {
		made[s.Class]++
	}
	for _, c := range liar.Classes() {
		if made[c] == 0 {
			t.Errorf("nothing of the class %s", c)
		}
	}
}

func TestGenerateLeavesOtherLanguagesAlone(t *testing.T) {
	passages, _ := liar.Languages()
	if got := liar.Generate(passages, liar.Options{}); len(got) > 0 {
		t.Errorf("made %d statements, the first: %s", len(got), got[0].Text)
	}
}

func TestLabels(t *testing.T)           { checkLabels(t, harbour, liar.Options{PerPassage: 20}) }
func TestLabelsOnXQuAD(t *testing.T)    { checkLabels(t, xquad(t), liar.Options{PerPassage: 20}) }
func TestLabelsOnArticles(t *testing.T) { checkLabels(t, articles(t), liar.Options{PerPassage: 20}) }

// Any text may be handed over: nothing panics, and labels hold.
func TestLabelsOnAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SampledFrom(strings.Fields("The the a Olsen Marta was is built by in 1887, 3 May two km not may often and which ( ) “ ” . . , ; Paris It although é because – % built founded the"))
		text := strings.Join(rapid.SliceOf(words).Draw(t, "words"), " ")
		checkLabels(t, []liar.Passage{{ID: "a", Title: "Olsen", Text: text}, harbour[0]}, liar.Options{PerPassage: 5})
	})
}

type failer interface {
	Helper()
	Errorf(format string, args ...any)
}

// checkLabels checks what can be checked of the statements without reading.
func checkLabels(t failer, passages []liar.Passage, options liar.Options) {
	t.Helper()
	texts := map[string]string{}
	for _, p := range passages {
		texts[p.ID] = p.Text
	}
	for _, s := range liar.Generate(passages, options) {
		text := texts[s.Passage]
		if fault := wellFormed(s, text); fault != "" {
			t.Errorf("%s: %s\n  from: %s\n  text: %s\n  change: %s", s.ID, fault, s.From, s.Text, s.Change)
		}
		if fault := mislabelled(s, text); fault != "" {
			t.Errorf("%s: %s\n  from: %s\n  text: %s\n  change: %s", s.ID, fault, s.From, s.Text, s.Change)
		}
	}
}

// wellFormed tells what is wrong with the form of a statement.
func wellFormed(s liar.Statement, passage string) string {
	switch {
	case s.True != s.Class.True():
		return "the label is not that of the class"
	case !strings.Contains(passage, s.From) || s.From == "":
		return "it comes from no sentence of the passage"
	case s.Text == s.From:
		return "nothing was changed"
	case !strings.HasSuffix(s.Text, ".") || strings.HasSuffix(s.Text, ".."):
		return "it does not end in a full stop"
	case strings.Contains(s.Text, "  ") || strings.Contains(s.Text, " ,") && !strings.Contains(s.From, " ,"):
		return "it is badly spaced"
	case strings.ToUpper(s.Text[:1]) != s.Text[:1]:
		return "it begins with a small letter"
	}
	return ""
}

var digits = regexp.MustCompile(`\d+`)

// mislabelled tells what speaks against the label of a statement.
func mislabelled(s liar.Statement, passage string) string {
	_, to, replaced := strings.Cut(s.Change, " → ")
	switch s.Class {
	case liar.Number, liar.Date, liar.Name:
		if replaced && regexp.MustCompile(`\b`+regexp.QuoteMeta(to)+`\b`).MatchString(passage) {
			return "the passage holds what the lie says"
		}
	case liar.Swapped:
		if strings.Contains(s.From, s.Text) {
			return "nothing was exchanged"
		}
	case liar.WrongMarker:
		if s.Marker == s.Passage {
			return "the marker is the right one"
		}
	case liar.Link:
		if link := regexp.MustCompile(`(?:https?://|www\.)[^\s)]+`).FindString(s.Text); link == "" || strings.Contains(passage, link) {
			return "it holds no link that is made up"
		}
	case liar.Injection:
		if s.Planted != "" && (!strings.Contains(s.Planted, s.From) || len(s.Planted) <= len(passage)) {
			return "the instruction is not planted in the passage"
		}
	case liar.Invented, liar.Negation, liar.Hedge, liar.Unit:
		if strings.Contains(passage, s.Text) {
			return "the passage holds the lie"
		}
	default:
		for _, n := range digits.FindAllString(s.Text, -1) {
			if !strings.Contains(s.From, n) {
				return "a true statement has a number from elsewhere: " + n
			}
		}
	}
	if s.Class != liar.WrongMarker && s.Marker != s.Passage {
		return "the marker is a wrong one"
	}
	return ""
}
