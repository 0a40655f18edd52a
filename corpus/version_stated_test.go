package corpus

import (
	"strings"
	"testing"
)

// TestStatedVersions reads what documents say of their version themselves.
func TestStatedVersions(t *testing.T) {
	tests := []struct{ name, file, want string }{
		{"a.md", "---\nversion: 2.1\n---\nText.\n", "2.1"},
		{"a.md", "---\nversion: 2.10\n---\nText.\n", "2.10"},
		{"a.md", "---\nversion: \"v3\"\n---\nText.\n", "3"},
		{"a.md", "---\nversion: 2\n---\nText.\n", "2"},
		{"a.md", "---\nversion: Version 2.0.1\n---\nText.\n", "2.0.1"},
		{"a.md", "---\nversion: 2024-05-31\n---\nText.\n", "2024-05-31"},
		{"a.md", "---\nversion: various\n---\nText.\n", "various"},
		{"a.md", "---\nrevision: C\n---\nText.\n", "C"},
		{"a.md", "---\nversion: 2\nstatus: Obsolete\n---\nText.\n", "2 obsolete"},
		{"a.md", "---\nversion: 2\nstatus: published\n---\nText.\n", "2"},
		{"a.md", "---\nversion: 2 draft\nstatus: draft\n---\nText.\n", "2 draft"},
		{"a.md", "---\nstatus: draft\n---\nText.\n", "draft"},
		{"a.md", "---\nversion: 1\nsuperseded-by: b.md\n---\nText.\n", "1 superseded"},
		{"a.md", "---\ntitle: A\n---\nText.\n", ""},
		{"a.md", "+++\nversion = 2.10\n+++\nText.\n", "2.10"},
		{"a.md", "+++\nversion = \"3.0\"\n+++\nText.\n", "3.0"},
		{"a.md", "---\nversion: " + strings.Repeat("9", 60) + "x\n---\nText.\n", strings.Repeat("9", 40) + "…"},
		{"a.html", "<meta name=version content='v1.4'><p>Text.", "1.4"},
		{"a.html", "<meta name='docsearch:version' content='3.x,latest'><p>Text.", "3.x"},
		{"a.html", "<meta name=generator content='Maker 3.1'><p>Text.", ""},
		{"a.html", "<script type='application/ld+json'>{\"@type\":\"TechArticle\",\"headline\":\"A\",\"version\":\"7\"}</script><p>Text.", "7"},
	}
	for _, test := range tests {
		doc, err := Read(test.name, []byte(test.file))
		if err != nil || doc.Version != test.want {
			t.Errorf("%q has the version %q (%v), want %q", test.file, doc.Version, err, test.want)
		}
	}
	for doc, err := range ReadJSONLines("a.jsonl", strings.NewReader(`{"_id":"1","text":"a","metadata":{"version":1.2}}`), 1000) {
		if err != nil || doc.Version != "1.2" {
			t.Errorf("a record has the version %q (%v)", doc.Version, err)
		}
	}
}
