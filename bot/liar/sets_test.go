package liar_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"footnote/bot/liar"
	"footnote/corpus/library"
)

func TestLibrarySet(t *testing.T) {
	set := liar.Library()
	checkSet(t, set, 200, func(id string) string {
		data, err := fs.ReadFile(library.Documents(), id)
		if err != nil {
			t.Errorf("a statement is about %s: %v", id, err)
		}
		return string(data)
	})
}

func TestArticlesSet(t *testing.T) {
	set := liar.Articles()
	files, err := filepath.Glob("../../../shared/corpus/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("needs ../shared/corpus beside the repository")
	}
	texts := map[string]string{}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(f)] = string(data)
	}
	checkSet(t, set, 200, func(id string) string {
		if texts[id] == "" {
			t.Errorf("a statement is about %s, which is not there", id)
		}
		return texts[id]
	})
	for _, s := range set {
		for name, text := range texts {
			if run := sharedRun(s.Text, text, 12); run != "" {
				t.Errorf("%s holds twelve words of %s: %s", s.ID, name, run)
			}
		}
	}
}

func TestLanguagesSet(t *testing.T) {
	passages, set := liar.Languages()
	texts, languages := map[string]string{}, map[string]map[liar.Class]bool{}
	for _, p := range passages {
		texts[p.ID] = p.Text
		languages[p.Language] = map[liar.Class]bool{}
	}
	checkSet(t, set, 40, func(id string) string { return texts[id] })
	for _, s := range set {
		languages[s.ID[:2]][s.Class] = true
	}
	for language, classes := range languages {
		if len(classes) != len(liar.Classes()) {
			t.Errorf("%s has %d of %d classes", language, len(classes), len(liar.Classes()))
		}
	}
}

// checkSet checks the form of a set, and that it has every class.
func checkSet(t *testing.T, set []liar.Statement, least int, text func(id string) string) {
	t.Helper()
	if len(set) < least {
		t.Errorf("%d statements, want %d", len(set), least)
	}
	ids, classes := map[string]bool{}, map[liar.Class]bool{}
	for _, s := range set {
		classes[s.Class] = true
		passage := text(s.Passage)
		switch {
		case ids[s.ID]:
			t.Errorf("%s stands twice", s.ID)
		case s.True != s.Class.True():
			t.Errorf("%s: the label is not that of the class %s", s.ID, s.Class)
		case s.From != "" && !strings.Contains(passage, s.From):
			t.Errorf("%s: %s does not hold %q", s.ID, s.Passage, s.From)
		case (s.Marker != s.Passage) != (s.Class == liar.WrongMarker):
			t.Errorf("%s: class %s with marker %s for %s", s.ID, s.Class, s.Marker, s.Passage)
		case s.Class == liar.WrongMarker && text(s.Marker) == "":
			t.Errorf("%s: there is no passage %s", s.ID, s.Marker)
		case s.Question == "" || s.Text == "":
			t.Errorf("%s: no question or no text", s.ID)
		}
		ids[s.ID] = true
	}
	for _, c := range liar.Classes() {
		if !classes[c] {
			t.Errorf("nothing of the class %s", c)
		}
	}
}

// sharedRun returns n words in a row that two texts share.
func sharedRun(a, b string, n int) string {
	words := func(s string) []string {
		return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	}
	aw, text := words(a), " "+strings.Join(words(b), " ")+" "
	for i := 0; i+n <= len(aw); i++ {
		if run := strings.Join(aw[i:i+n], " "); strings.Contains(text, " "+run+" ") {
			return run
		}
	}
	return ""
}

func TestReadTellsTheRecord(t *testing.T) {
	_, err := liar.Read[liar.Statement](strings.NewReader(`{"id":"a"}` + "\n" + `{"id":`))
	if err == nil || !strings.Contains(err.Error(), "record 2") {
		t.Errorf("error %v does not name record 2", err)
	}
	if _, err := liar.Read[liar.Statement](strings.NewReader(`{"identity":"a"}`)); err == nil {
		t.Error("an unknown field is passed over")
	}
}
