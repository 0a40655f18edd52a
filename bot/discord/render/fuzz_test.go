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
	"footnote/corpus"
	"footnote/retrieval"
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

func FuzzViews(f *testing.F) {
	seeds(f, func(text string) {
		f.Add(text, uint8(1), "https://lindvik.example/"+text, 3, 9)
		f.Add(text, uint8(255), text, 100, 2000)
	})
	f.Fuzz(func(t *testing.T, text string, times uint8, url string, start, end int) {
		o := testOptions()
		o.Controls = "an-answer"
		long := strings.Repeat(text, min(int(times), 1+5000/(len(text)+1)))
		d := stored("harbour.md")
		d.Title, d.URL, d.Author, d.Publisher, d.Date, d.Language, d.Hash = text, url, long, long, text, long, text
		for range times {
			d.Sections = append(d.Sections, corpus.Section{Title: text, Level: end})
		}
		o.Document = func(string) About { return AboutOf(d.Document) }
		c := citation(1, "harbour.md", text, long)
		v2, plain := Footnote(FootnoteView{Answer: "an-answer", Citation: c, Document: d, Offset: start % 1000, Changed: times&1 != 0,
			Passage: long, Start: start, Quote: corpus.Span{Start: start, End: end}, Section: text, Number: end % 100, Of: int(times)}, o)
		check(t, v2, o)
		check(t, plain, o)
		check(t, Document(DocumentView{Document: d, Key: "key", Number: start % 1000, Passage: long, Section: long}, o), o)
		list := ListView{Total: start, Page: start % 1000, Pages: end % 1000}
		found := SearchView{Query: text, Words: strings.Fields(text)}
		var claims []ClaimView
		for i := range min(int(times), 12) {
			list.Documents = append(list.Documents, ListedView{Document: d, Key: text})
			found.Passages = append(found.Passages, FoundView{Document: d, Key: "key", Number: i, Passage: retrieval.Passage{Text: long, Section: text}})
			claims = append(claims, ClaimView{Text: long, Verdict: Verdict(i % 3), Citations: []bot.Citation{c}})
		}
		check(t, Documents(list, o), o)
		check(t, Search(found, o), o)
		check(t, Status(StatusView{Model: long, Version: text}, o), o)
		for _, m := range Claims(claims, 0, o) {
			check(t, m, o)
		}
	})
}
