package render

import (
	"testing"

	"footnote/bot"
)

// BenchmarkAnswer makes the messages of long answers.
func BenchmarkAnswer(b *testing.B) {
	for name, text := range longTexts() {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Answer(bot.Answer{Text: text, Citations: testCitations()}, testOptions())
			}
		})
	}
}
