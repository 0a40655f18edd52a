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
