package corpus

import (
	"strings"
	"unicode"

	"golang.org/x/text/language"
)

// languageCode turns what a document says of its language into ISO 639-1; ""
// if it has no such code.
func languageCode(tag string) string {
	parsed, err := language.Parse(strings.TrimSpace(tag))
	if err != nil {
		return ""
	}
	base, confidence := parsed.Base()
	code := base.String()
	switch {
	case confidence < language.High || len(code) != 2:
		return ""
	case code == "nb" || code == "nn":
		return "no"
	}
	return code
}

// detectionSample is how many bytes of a text are looked at, at first.
const detectionSample = 2 << 10

// DetectLanguage returns the ISO 639-1 code of the language that a text or a
// short question is written in; "" when it cannot be told. The script decides,
// and within Latin and Cyrillic the commonest words and letters.
func DetectLanguage(text string) string {
	code := detect(prefix(text, detectionSample))
	if code == "" && len(text) > detectionSample {
		// A table or a list of names may stand in front of the prose.
		code = detect(prefix(text, 16*detectionSample))
	}
	return code
}

func detect(text string) string {
	counts, total := scriptsOf(text)
	best, second := "", 0
	for script, n := range counts {
		if best == "" || n > counts[best] || n == counts[best] && script < best {
			best = script
		}
	}
	for script, n := range counts {
		if script != best {
			second += n
		}
	}
	switch {
	case total == 0 || second*3 > total*2:
		return ""
	case best == "Latin" || best == "Cyrillic":
		return voteOnWords(text)
	case best == "Han" || best == "Kana":
		// Japanese is written in both, Chinese never in kana.
		if counts["Kana"]*20 > counts["Han"] {
			return "ja"
		}
		return "zh"
	case best == "Arabic":
		return arabicLanguage(text)
	}
	return scriptLanguage[best]
}

// scriptLanguage names the language of the scripts that serve one above all.
var scriptLanguage = map[string]string{
	"Hangul": "ko", "Hebrew": "he", "Greek": "el", "Thai": "th", "Devanagari": "hi", "Bengali": "bn",
	"Tamil": "ta", "Telugu": "te", "Kannada": "kn", "Malayalam": "ml", "Gujarati": "gu", "Gurmukhi": "pa",
	"Sinhala": "si", "Georgian": "ka", "Armenian": "hy", "Khmer": "km", "Lao": "lo", "Myanmar": "my",
	"Ethiopic": "am", "Tibetan": "bo", "Mongolian": "mn",
}

// scriptsOf counts the letters of a text by script. A sign of a script that
// writes words or syllables weighs as much as three letters.
func scriptsOf(text string) (counts map[string]int, total int) {
	counts = map[string]int{}
	latin := 0
	for _, r := range text {
		if r < 0x80 { // most of most texts
			if 'a' <= r|0x20 && r|0x20 <= 'z' {
				latin++
			}
			continue
		}
		if script, weight := scriptOf(r); script != "" {
			counts[script] += weight
			total += weight
		}
	}
	if latin > 0 {
		counts["Latin"] += latin
	}
	return counts, total + latin
}

func scriptOf(r rune) (script string, weight int) {
	switch {
	case !unicode.IsLetter(r):
		return "", 0
	case unicode.Is(unicode.Latin, r):
		return "Latin", 1
	case unicode.Is(unicode.Cyrillic, r):
		return "Cyrillic", 1
	case unicode.Is(unicode.Han, r):
		return "Han", 3
	case unicode.In(r, unicode.Hiragana, unicode.Katakana):
		return "Kana", 3
	case unicode.Is(unicode.Hangul, r):
		return "Hangul", 3
	case unicode.Is(unicode.Arabic, r):
		return "Arabic", 1
	}
	for name := range scriptLanguage {
		if unicode.Is(unicode.Scripts[name], r) {
			return name, 1
		}
	}
	return "other", 1
}

// arabicLanguage tells the languages apart that are written in Arabic letters.
func arabicLanguage(text string) string {
	switch {
	case strings.ContainsAny(text, "ٹڈڑںے"):
		return "ur"
	case strings.ContainsAny(text, "پچژگ") || strings.ContainsAny(text, "یک") && !strings.ContainsAny(text, "يكة"):
		return "fa"
	}
	return "ar"
}

// prefix returns the first n bytes of s, or a little less so that no rune is
// cut.
func prefix(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xc0 == 0x80 {
		n--
	}
	return s[:n]
}
