package draft_test

import (
	"strings"
	"testing"

	"footnote/bot/draft"
)

// BenchmarkParser reads an answer of 300 words, token by token.
func BenchmarkParser(b *testing.B) {
	sentence := "The harbour of Lindvik was dug in 1887 by men from Bergen [1]. "
	for name, text := range map[string]string{
		"plain": strings.Repeat(sentence, 25),
		"json":  `{"statements":[` + strings.Repeat(`{"text":"`+sentence+`","markers":[1],"quotes":[]},`, 24) + `{"text":"It is."}]}`,
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				var p draft.Parser
				for i := 0; i < len(text); i += 4 {
					if _, err := p.Feed(text[i:min(i+4, len(text))]); err != nil {
						b.Fatal(err)
					}
				}
				if _, err := p.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
