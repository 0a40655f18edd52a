package render

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"footnote/bot"
	"footnote/bot/discord/wire"
)

// seeds are texts that found faults, or might.
func seeds(f *testing.F, add func(text string)) {
	f.Helper()
	samples, err := filepath.Glob("testdata/markdown/*.md")
	if err != nil || len(samples) == 0 {
		f.Fatalf("%d samples, %v", len(samples), err)
	}
	for _, sample := range samples {
		text, err := os.ReadFile(sample)
		if err != nil {
			f.Fatal(err)
		}
		add(string(text))
	}
	for _, text := range []string{
		"", " ", "\u200b", "\x00", "\xff", "a\u200d", "e\u0301\u0302", "👩‍👩‍👧‍👦", "`", "*a", "> ", "- ", "word ", "北京是首都。", "code line\n",
		"- an item of a list that goes on [1]\n", "<@1", "@everyone", "a ``` b ", "https://evil.example/x ", "[1]", "| b |\n", "***a** b*", "**a*b**c*", "a*__b__*", "~~a~~~~b~~", "@\u00adeveryone", "<\u200d@1>",
	} {
		add(text)
	}
}

func FuzzAnswer(f *testing.F) {
	seeds(f, func(text string) {
		f.Add("", text, uint8(1), text, "", uint8(255))
		f.Add("", text, uint8(200), "Title", "https://lindvik.example/"+text, uint8(0))
		f.Add("```\n", text, uint8(250), "Title", "", uint8(43))
		f.Add("**x ", text, uint8(150), "Title", text, uint8(85))
	})
	f.Fuzz(func(t *testing.T, start, text string, times uint8, quote, url string, choice uint8) {
		text = start + strings.Repeat(text, min(int(times), 1+8000/(len(text)+1)))
		question, title := start+quote, quote
		o := testOptions()
		o.ShowQuestion = choice&1 != 0
		o.MaxMessages = []int{10_000, 3}[choice>>1&1]
		o.Verbosity = []Verbosity{Normal, Short, Full, Normal}[choice>>2&3]
		o.Private = choice&16 != 0
		if choice&32 != 0 {
			o.Controls = "an-answer"
		}
		o.Document = func(id string) About {
			if id == "harbour.md" {
				return About{Title: title, URL: url, Date: question}
			}
			return corpusOf[id]
		}
		answer := bot.Answer{Question: question, Text: text, Refused: choice&64 != 0, Citations: testCitations()}
		answer.Citations[0].Quote, answer.Citations[0].Section = quote, question
		answer.Nearest = []bot.Source{answer.Citations[0].Source}
		if choice&128 != 0 {
			answer.Fallback, answer.Understood = quote, title
			for i := range 40 {
				answer.Citations = append(answer.Citations, citation(i, "harbour.md", title, quote))
			}
		}
		messages := Answer(answer, o)
		for _, m := range messages {
			check(t, m, o)
		}
		if len(messages) == 0 || len(messages) > o.MaxMessages {
			t.Errorf("%d messages", len(messages))
		}
		if !answer.Refused {
			checkWhole(t, text, messages)
		}
		check(t, Progress(text, answer.Citations, o), o)
	})
}

// lossy matches what is not shown letter by letter: tables, links, entities.
var lossy = regexp.MustCompile(`(?i)\||\]\(|https?:|&|<[a-z][a-z0-9+.-]+:`)

// reshaped matches what is shown in another way: languages of code, numbers of
// lists, tasks.
var reshaped = regexp.MustCompile("(?m)(```|~~~).*$|\\d+[.)]|\\[[xX]\\]")

// checkWhole: every letter and digit of the text stands in the messages or in
// the file, in order.
func checkWhole(t *testing.T, text string, messages []wire.Message) {
	t.Helper()
	text = clean(text)
	if lossy.MatchString(text) {
		return
	}
	shown := &strings.Builder{}
	for _, m := range messages {
		shown.WriteString(m.Content)
		for _, file := range m.Files {
			shown.Reset()
			shown.Write(file.Data)
		}
	}
	rest := shown.String()
	for _, r := range reshaped.ReplaceAllString(text, "") {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		at := strings.IndexRune(rest, r)
		if at < 0 {
			t.Fatalf("%q of %q is lost in %q", r, text, shown)
		}
		rest = rest[at+len(string(r)):]
	}
}
