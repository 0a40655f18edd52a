package corpus

import (
	"slices"
	"testing"
)

func texts(text string, spans []Span) []string {
	var out []string
	for _, sp := range spans {
		out = append(out, text[sp.Start:sp.End])
	}
	return out
}

func TestSentences(t *testing.T) {
	tests := []struct {
		name, language, text string
		want                 []string
	}{
		{"plain", "en", "One. Two! Three?", []string{"One.", "Two!", "Three?"}},
		{"titles", "en", "Mr. Kiryushin met Dr. Su. They spoke.", []string{"Mr. Kiryushin met Dr. Su.", "They spoke."}},
		{"initials", "en", "J. R. R. Tolkien wrote it. He smoked.", []string{"J. R. R. Tolkien wrote it.", "He smoked."}},
		{"decimals", "en", "Pi is 3.14. Use v1.2.3 now.", []string{"Pi is 3.14.", "Use v1.2.3 now."}},
		{"ordinal", "de", "Am 3. Oktober kam er. Es regnete.", []string{"Am 3. Oktober kam er.", "Es regnete."}},
		{"question in quotes", "en", "“Where is it?” she asked. He left.", []string{"“Where is it?” she asked.", "He left."}},
		{"lower", "en", "a wing in a slipstream . an experimental study .", []string{"a wing in a slipstream .", "an experimental study ."}},
		{"cjk", "zh", "你好。我来了！他说：“走吧。”然后走了。", []string{"你好。", "我来了！", "他说：“走吧。”", "然后走了。"}},
		{"crammed", "en", "It stops.Next it goes.", []string{"It stops.", "Next it goes."}},
		{"list", "en", "Intro:\n- one\n- two\n  wrapped", []string{"Intro:", "- one", "- two\n  wrapped"}},
		{"us", "en", "He lives in the U.S. The U.S. Secretary left.", []string{"He lives in the U.S.", "The U.S. Secretary left."}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := texts(tt.text, Sentences(tt.text, tt.language)); !slices.Equal(got, tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}
