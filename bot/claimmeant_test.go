package bot

import (
	"testing"

	"footnote/bot/claims"
	"footnote/retrieval/snowball"
)

func TestMeant(t *testing.T) {
	q := newQuoter(snowball.New())
	tests := []struct{ before, claim, want string }{
		{"", "It was dug in 1887.", "It was dug in 1887."},
		{"The harbour was dug in 1887.", "The crane is red.", "The crane is red."},
		{"The harbour of Lindvik was dug in 1887.", "It is 12 m deep.", "The harbour of Lindvik is 12 m deep."},
		{"Marta Olsen designed the crane.", "She came from Bergen.", "Marta Olsen came from Bergen."},
		{"The forum took place in Astana.", "It ended in July.", "The forum took place in Astana. It ended in July."},
		{"The harbour was dug in 1887.", "Its basin is deep.", "The harbour was dug in 1887. Its basin is deep."},
		{"In 1887, Marta Olsen was born.", "She was an engineer.", "In 1887, Marta Olsen was born. She was an engineer."},
		{"Who dug the harbour?", "They were prisoners from Orsund.", "They were prisoners from Orsund."},
		{"Peder Lund ist Hafenmeister.", "Er wurde in Tromsø geboren und lebt dort.", "Peder Lund ist Hafenmeister. Er wurde in Tromsø geboren und lebt dort."},
	}
	for _, test := range tests {
		if got := q.meant(claims.Claim{Text: test.claim, Before: test.before}); got != test.want {
			t.Errorf("%q after %q means %q, want %q", test.claim, test.before, got, test.want)
		}
	}
}
