package retrieval

import "testing"

func TestCompounds(t *testing.T) {
	tests := []struct {
		word, part string
		want       bool
	}{
		{"Heizungsanlage", "Heizung", true},
		{"cybersecurity", "security", true},
		{"Fernwärmeheizung", "Heizung", true},
		{"heating", "heat", false},        // too short a part
		{"securities", "security", false}, // no part of it
		{"Heizungen", "Heizung", false},   // too little besides
		{"Ärztekammern", "kammern", true},
	}
	for _, test := range tests {
		if got := compounds(test.word, test.part); got != test.want {
			t.Errorf("%s is a compound of %s: %v, want %v", test.word, test.part, got, test.want)
		}
	}
}

func TestMisspelt(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"harbour", "harbuor", true},
		{"designed", "desinged", true},
		{"crane", "crain", false}, // two slips in a short word
		{"crane", "cran", true},
		{"crane", "crane", true},
		{"Crane", "krane", true},
		{"organisation", "orgnisatoin", true},
		{"harbour", "arbour", true},
		{"harbour", "labour", false},
		{"музей", "мзуей", true},
		{"", "a", true},
		{"", "ab", false},
	}
	for _, test := range tests {
		if got := misspelt(test.a, test.b); got != test.want {
			t.Errorf("%q and %q: %v, want %v", test.a, test.b, got, test.want)
		}
		if misspelt(test.a, test.b) != misspelt(test.b, test.a) {
			t.Errorf("%q and %q: not the same both ways", test.a, test.b)
		}
	}
}
