package corpus

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestEditions reads the versions of documents from their names: NAME = VERSION,
// and what is no version stands there without.
func TestEditions(t *testing.T) {
	tests := []struct{ name, documents string }{
		{"a v", "policy-v2.md = 2; policy-v1.md = 1; policy v1.5.docx = 1.5"},
		{"a v alone", "policy-v2.md = 2"},
		{"a folder", "v1.2/guide.md = 1.2; v1.3/guide.md = 1.3; v1.2/setup.md = 1.2"},
		{"a folder within", "docs/v1/en/guide.md = 1; docs/v2/en/guide.md = 2; docs/v2/de/guide.md = 2"},
		{"years", "2023/handbook.md = 2023; 2024/handbook.md = 2024"},
		{"a year alone", "2023/handbook.md"},
		{"years in names", "report-2023.pdf = 2023; report-2024.pdf = 2024; report_2022_final.pdf = 2022 final"},
		{"a year of one thing", "2001-a-space-odyssey.txt; 2010-odyssey-two.txt"},
		{"months", "Handbook 2024-05.docx = 2024-05; Handbook 2023-11.docx = 2023-11"},
		{"a month alone", "Handbook 2024-05.docx"},
		{"months in words", "prices May 2024.xlsx = 2024-05; prices January 2024.xlsx = 2024-01; prices_2023_dec.xlsx = 2023-12"},
		{"days", "plan-20240531.md = 2024-05-31; plan-2024-06-01.md = 2024-06-01; plan 02.06.2024.md = 2024-06-02"},
		{"folders of months", "2024/05/handbook.md = 2024-05; 2024/06/handbook.md = 2024-06"},
		{"three numbers", "release-notes-3.1.0.rst = 3.1.0"},
		{"three numbers and a candidate", "notes-3.1.0-rc1.rst = 3.1.0-rc1; notes-3.1.0.rst = 3.1.0"},
		{"two numbers", "python-3.12/tutorial.md = 3.12; python-3.11/tutorial.md = 3.11"},
		{"two numbers alone", "python-3.12/tutorial.md; GPL-2.0"},
		{"folders of two numbers", "docs/3.1/guide.md = 3.1; docs/3.2/guide.md = 3.2"},
		{"drafts", "Contract (draft 2).docx = draft 2; Contract (draft 1).docx = draft 1; Contract.docx"},
		{"a draft alone", "Contract (draft 2).docx = draft 2; Treaty (draft).docx = draft; draft.md; draft-horses.md"},
		{"final", "contract_FINAL.docx = final; contract_draft.docx = draft"},
		{"final alone", "the-final.md; contract_final.docx; final-exam.md"},
		{"old", "policy-old.md = old; policy.md"},
		{"revisions", "plan rev3.md = rev 3; manual-rev-4.md = rev 4"},
		{"words", "manual version 2.md = 2; Handbuch Fassung 3.md = 3; release-5/notes.md = 5"},
		{"editions", "physics 2nd edition.pdf = edition 2; physics, 3rd ed.pdf = edition 3; Physik 4. Auflage.pdf = edition 4; chess edition-5.pdf = edition 5"},
		{"a version and a year", "2023/handbook-v2.md = 2; 2024/handbook-v3.md = 3"},
		{"parts of a work", "chapter-1.md; chapter-2.md; chapter-3.1.md; chapter 3.2.md; part-2.1.0.md; section 2023.md; section 2024.md"},
		{"mere numbers", "report 1.md; report 2.md; handbook-2.md; handbook-3.md; contract (1).docx; contract (2).docx"},
		{"names with numbers", "iso-9001.md; iso-27001.md; IPv6.md; IPv4.md; mp3.md; rfc-2616.md; covid19.md; 3d.md; v.md; henry v.txt; windows 11.md"},
		{"standards of years", "iso-9001-2008.md = 2008; iso-9001-2015.md = 2015"},
		{"an engine", "v8-engine.md; v2-rocket.md"},
		{"engines", "v1-api.md = 1; v2-api.md = 2"},
		{"numbered sections", "1.1-introduction.md; 2.1-introduction.md; 1.1.md; 1.2.md; 1.1.1.md"},
		{"addresses", "hosts-192.168.0.1.md; hosts-192.168.0.2.md"},
		{"diaries", "2024-05-01.md; 2024-05-02.md; 2023.md; 2024.md"},
		{"posts", "posts/2024-05-01-hello.md; posts/2024-05-02-bye.md"},
		{"files that are called by their version", "handbook/v1.pdf = 1; handbook/v2.pdf = 2"},
		{"formats of one text", "guide.md; guide.pdf; guide.en.md; guide.de.md"},
		{"extensions", "policy.v2.tar.gz = 2; policy-v3 = 3; policy.v4 = 4"},
		{"nothing", "; /; .md; v2 = 2"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var documents []Document
			var want []string
			for d := range strings.SplitSeq(test.documents, ";") {
				id, version, _ := strings.Cut(d, " = ")
				documents, want = append(documents, Document{ID: strings.TrimSpace(id)}), append(want, version)
			}
			for i, e := range Editions(documents) {
				if e.Version != want[i] {
					t.Errorf("%q is %q of %q, want %q", documents[i].ID, e.Version, e.Family, want[i])
				}
			}
		})
	}
}

// TestFamilies: the IDs of a line are one family, and no two lines are.
func TestFamilies(t *testing.T) {
	lines := [][]string{
		{"guide/handbook.md", "guide/handbook-v1.md", "guide/Handbook v2.docx", "guide/v3/handbook.md", "guide/2024/handbook_final.md", "guide/handbook 2024-05.pdf"},
		{"guide/handbooks.md"}, {"handbook.md"}, {"other/handbook.md"}, {"guide/handbook/chapter-1.md"}, {"guide/handbook/chapter-2.md"},
		{"guide.en.md"}, {"guide.de.md"}, {"1.md"}, {"2.md"},
	}
	seen := map[string]int{}
	for i, line := range lines {
		for _, id := range line {
			family := Editions([]Document{{ID: id}})[0].Family
			if n, ok := seen[family]; ok && n != i {
				t.Errorf("%q and %q are of one family, %q", id, lines[n][0], family)
			}
			seen[family] = i
			if want := Editions([]Document{{ID: line[0]}})[0].Family; family != want {
				t.Errorf("%q is of %q, want %q", id, family, want)
			}
		}
	}
}

// TestRanks: the documents of a family, given the newest first, are ranked so
// whatever their order is.
func TestRanks(t *testing.T) {
	tests := []struct {
		name      string
		documents []Document
	}{
		{"numbers", []Document{{ID: "a-v10.md"}, {ID: "a-v9.1.md"}, {ID: "a-v9.md"}, {ID: "a.md"}}},
		{"dates of the documents", []Document{{ID: "a-v1.md", Date: "2024-05-02"}, {ID: "a-v3.md", Date: "2024-05"}, {ID: "a-v2.md", Date: "2023"}}},
		{"a date is missing", []Document{{ID: "a-v3.md", Date: "2024-05"}, {ID: "a-v2.md"}, {ID: "a-v1.md", Date: "2025-05-02"}}},
		{"years", []Document{{ID: "2024/a.md"}, {ID: "2023/a.md"}, {ID: "2021/a.md"}}},
		{"stages", []Document{{ID: "a (final).md"}, {ID: "a (draft 2).md"}, {ID: "a (draft 1).md"}}},
		{"what they say themselves", []Document{{ID: "a-v1.md", Version: "3.0"}, {ID: "a-v2.md", Version: "2.1"}}},
		{"superseded", []Document{{ID: "a-v1.md", Date: "2020"}, {ID: "a-v2.md", Date: "2024", Version: "2 (superseded)"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			reversed := slices.Clone(test.documents)
			slices.Reverse(reversed)
			for _, documents := range [][]Document{test.documents, reversed} {
				got := make([]string, len(documents))
				for i, e := range Editions(documents) {
					if e.Of != len(documents) || got[e.Rank] != "" {
						t.Errorf("%q is number %d of %d", documents[i].ID, e.Rank, e.Of)
					}
					got[e.Rank] = documents[i].ID
				}
				for n, d := range test.documents {
					if got[n] != d.ID {
						t.Errorf("number %d is %q, want %q", n, got[n], d.ID)
					}
				}
			}
		})
	}
}

func TestCompareVersions(t *testing.T) {
	tests := []struct {
		newer, older string
		want         int
	}{
		{"2", "1", 1}, {"10", "9", 1}, {"1.10", "1.9", 1}, {"2.0", "2", 0}, {"v2", "1.9", 1}, {"2024-05", "2023-11", 1}, {"2024-05-02", "2024-05-01", 1},
		{"2024", "2023", 1}, {"rev 4", "rev 3", 1}, {"Rev C", "Rev B", 1}, {"edition 3", "edition 2", 1}, {"draft 2", "draft 1", 1}, {"final", "draft 9", 1},
		{"1.0", "1.0-rc1", 1}, {"1.0-rc2", "1.0-rc1", 1}, {"1.0-rc1", "1.0-beta3", 1}, {"2 draft 1", "1", 1}, {"1", "2 (superseded)", 1}, {"1", "obsolete", 1},
		{"", "", 0}, {"2", "", 0}, {"latest", "stable", 0}, {"2", "2023", 0}, {"2", "latest", 0}, {"", "draft 2", 1},
		{"99999999999999999999", "1", 0},
	}
	for _, test := range tests {
		if got := CompareVersions(test.newer, test.older); got != test.want {
			t.Errorf("%q over %q: %d, want %d", test.newer, test.older, got, test.want)
		}
		if got := CompareVersions(test.older, test.newer); got != -test.want {
			t.Errorf("%q over %q: %d, want %d", test.older, test.newer, got, -test.want)
		}
	}
}

func TestCompareEditions(t *testing.T) {
	tests := []struct {
		newer, older Edition
		want         int
	}{
		{Edition{Date: "2024-05-02"}, Edition{Date: "2024-05-01"}, 1},
		{Edition{Date: "2024-05-02"}, Edition{Date: "2023"}, 1},
		{Edition{Date: "2024-05-02"}, Edition{Date: "2024"}, 0},
		{Edition{Date: "2024-05-02", Version: "2"}, Edition{Date: "2024", Version: "1"}, 1},
		{Edition{Date: "2024", Version: "1"}, Edition{Date: "2023", Version: "2"}, 1},
		{Edition{Date: "long ago", Version: "2"}, Edition{Date: "2023", Version: "1"}, 1},
		{Edition{Date: "2024"}, Edition{Version: "2"}, 0},
		{Edition{Date: "2020", Version: "1"}, Edition{Date: "2024", Version: "2 (superseded)"}, 1},
	}
	for _, test := range tests {
		if got := test.newer.Compare(test.older); got != test.want {
			t.Errorf("%+v over %+v: %d, want %d", test.newer, test.older, got, test.want)
		}
		if got := test.older.Compare(test.newer); got != -test.want {
			t.Errorf("%+v over %+v: %d, want %d", test.older, test.newer, got, -test.want)
		}
	}
}

func TestVersionName(t *testing.T) {
	for version, want := range map[string]string{
		"": "", "2": "v2", "2.1": "v2.1", "3.1.0-rc1": "v3.1.0-rc1", "2 (superseded)": "v2 (superseded)", "2 draft 1": "v2 draft 1",
		"2024": "2024", "2024-05": "2024-05", "draft 2": "draft 2", "rev 3": "rev 3", "latest": "latest", "v2": "v2", "2nd": "2nd",
	} {
		if got := VersionName(version); got != want {
			t.Errorf("%q is called %q, want %q", version, got, want)
		}
	}
}

// FuzzEditions: whatever documents are called, each has a place in its family,
// and versions compare the same both ways.
func FuzzEditions(f *testing.F) {
	for _, s := range []string{"policy-v2.md\npolicy-v1.md", "2023/05/a.md\n2024/a.md", "a (draft 2\na final\nv\nv2", "\xff/\x00/v1.1.1.1", "İ-v2/é_2024", "3.1.0-rc/1/v9"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, names string) {
		var documents []Document
		for id := range strings.SplitSeq(names, "\n") {
			documents = append(documents, Document{ID: id})
		}
		editions := Editions(documents)
		ranks := map[string][]int{}
		for i, e := range editions {
			if n := strings.ToValidUTF8(e.Version, "?"); len(n) > 40 {
				t.Errorf("%q has the version %q", documents[i].ID, e.Version)
			}
			ranks[e.Family] = append(ranks[e.Family], e.Rank)
			for _, o := range editions[:min(len(editions), 20)] {
				if e.Compare(o) != -o.Compare(e) {
					t.Errorf("%+v and %+v compare to %d and %d", e, o, e.Compare(o), o.Compare(e))
				}
			}
		}
		for family, all := range ranks {
			slices.Sort(all)
			for i, r := range all {
				if cmp.Compare(i, r) != 0 {
					t.Errorf("the family %q has the ranks %v", family, all)
				}
			}
		}
	})
}

func BenchmarkEditions(b *testing.B) {
	var documents []Document
	for i := range 10_000 {
		documents = append(documents, Document{ID: fmt.Sprintf("handbooks/2024/chapter of the rules %d/page-v%d.md", i/10, i%10)})
	}
	for b.Loop() {
		Editions(documents)
	}
}
