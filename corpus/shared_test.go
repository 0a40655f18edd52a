package corpus

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestSharedArticles reads the articles that the project is measured on, where
// they are at hand.
func TestSharedArticles(t *testing.T) {
	folder := filepath.Join("..", "..", "shared", "corpus")
	if _, err := os.Stat(folder); err != nil {
		t.Skip("the shared articles are not here:", err)
	}
	want := map[string]struct {
		title, author string
		section       string
	}{
		"000_a62282d331f6592b.txt": {title: "Digital Diplomacy Takes Center Stage at SCO Forum in Astana"},
		"001_f353166f7fd4f583.txt": {title: "Shifting Cyber Agenda in Shanghai Cooperation Organisation"},
		"002_b7f3e55d70d608bb.txt": {title: "002_b7f3e55d70d608bb", section: "Goal of the SCO in Cyberspace"},
		"003_f3a22ddd915fcc74.txt": {title: "The Vienna Convention on Cyberspace: The Gorchakov Fund hosted an expert discussion about the digital diplomacy phenomenon"},
		"004_350354b5f1d2acc2.txt": {title: "The Necessity of Cyber-diplomacy in the Digital Age", author: "Arindam Bhattacharya", section: "Benefits of Cyber-Diplomacy"},
	}
	f := Files{Roots: []string{folder}}
	for doc, err := range f.Documents(t.Context()) {
		if err != nil {
			t.Error(err)
			continue
		}
		checkDocument(t, doc)
		data, err := os.ReadFile(doc.Path)
		if err != nil || string(data) != doc.Text {
			t.Errorf("%s: the text is not the file (%v)", doc.ID, err)
		}
		w, ok := want[doc.ID]
		delete(want, doc.ID)
		if !ok || doc.Title != w.title || doc.Author != w.author || doc.Language != "en" {
			t.Errorf("%s: title %q, author %q, language %q", doc.ID, doc.Title, doc.Author, doc.Language)
		}
		if w.section != "" && !slices.ContainsFunc(doc.Sections, func(s Section) bool { return s.Title == w.section }) {
			t.Errorf("%s: no section %q in %+v", doc.ID, w.section, doc.Sections)
		}
	}
	for id := range want {
		t.Errorf("%s was not read", id)
	}
}

// TestSharedBenchmarks reads corpora in the form of BEIR, without the
// questions that stand beside them.
func TestSharedBenchmarks(t *testing.T) {
	for name, documents := range map[string]int{"xquad-en": 240, "cranfield": 1400} {
		folder := filepath.Join("..", "..", "shared", "eval", name)
		if _, err := os.Stat(folder); err != nil {
			t.Skip("the shared benchmarks are not here:", err)
		}
		f := Files{Roots: []string{folder}}
		read, english := 0, 0
		for doc, err := range f.Documents(t.Context()) {
			if err != nil {
				t.Error(err)
				continue
			}
			read++
			if doc.Language == "en" {
				english++
			}
		}
		if read != documents || english < documents-10 {
			t.Errorf("%s: %d documents, %d of them English; want %d", name, read, english, documents)
		}
	}
}
