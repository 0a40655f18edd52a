package render

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/discord/wire"
	"footnote/bot/gate"
	"footnote/corpus"
	"footnote/retrieval"
)

func stored(id string) retrieval.StoredDocument {
	a := corpusOf[id]
	return retrieval.StoredDocument{First: 7, Chunks: 12, Document: corpus.Document{
		ID: id, Title: a.Title, Author: a.Author, Publisher: a.Publisher, Date: a.Date, URL: a.URL, Language: a.Language, Hash: a.Hash,
		Sections: []corpus.Section{{}, {Title: "The *harbour*", Level: 1}, {Title: "@here", Level: 2}, {Title: "Deep", Level: 9}},
	}}
}

const passageText = "Before it stood **nothing**.\n\n# The harbour of Lindvik was `dug`\n- in 1887 @everyone\nby men. After it, https://evil.example/x stood and ||more||."

func testFootnote() FootnoteView {
	start, end := strings.Index(passageText, "# The"), strings.Index(passageText, " After")
	c := citation(1, "harbour.md", "What may be landed", passageText[start:end])
	return FootnoteView{Answer: "ab12", Citation: c, Document: stored("harbour.md"), Passage: passageText, Start: 100,
		Quote: corpus.Span{Start: start, End: end}, Section: "What may be landed", Number: 3, Of: 12}
}

// testViews are messages of each kind.
func testViews(o Options) map[string][]wire.Message {
	all := map[string][]wire.Message{}
	add := func(name string, m ...wire.Message) { all[name] = m }
	card := func(name string, change func(*FootnoteView)) {
		f := testFootnote()
		change(&f)
		v2, plain := Footnote(f, o)
		add(name, v2, plain)
	}
	card("footnote", func(*FootnoteView) {})
	card("footnote-elsewhere", func(f *FootnoteView) {
		f.Offset, f.Quote, f.Number, f.Document = -2, corpus.Span{}, 1, stored("weather.md")
	})
	card("footnote-paged", func(f *FootnoteView) { f.Citation.Page = "12–13" })
	card("footnote-paged-elsewhere", func(f *FootnoteView) {
		f.Offset, f.Quote, f.Citation.Page = 1, corpus.Span{}, "12"
		f.Document.Pages = []corpus.Page{{Label: "12"}, {Label: "13 @everyone", Start: f.Start}}
	})
	card("footnote-gone", func(f *FootnoteView) {
		f.Changed, f.Of, f.Passage = true, 0, f.Citation.Quote
		f.Quote = corpus.Span{End: len(f.Passage)}
	})
	card("footnote-long", func(f *FootnoteView) {
		f.Passage = strings.Repeat("before it ", 400) + f.Citation.Quote + strings.Repeat(" after it", 400)
		f.Quote = corpus.Span{Start: 4000, End: 4000 + len(f.Citation.Quote)}
	})
	add("document", Document(DocumentView{Document: stored("harbour.md"), Key: "k1", Number: 3, Passage: passageText, Section: "Deep"}, o))
	add("document-first", Document(DocumentView{Document: stored("evil.md"), Key: "k2", Passage: passageText}, o))
	list := ListView{Total: 23, Page: 1, Pages: 3}
	for _, id := range []string{"harbour.md", "weather.md", "evil.md", "unknown.md"} {
		list.Documents = append(list.Documents, ListedView{Document: stored(id), Key: "key-" + id})
	}
	add("documents", Documents(list, o))
	add("documents-none", Documents(ListView{}, o))
	found := SearchView{Query: "dug harbour", Words: []string{"dug", "harbour"}}
	for i, id := range []string{"harbour.md", "weather.md", "evil.md"} {
		found.Passages = append(found.Passages, FoundView{Document: stored(id), Key: "key-" + id, Number: i,
			Passage: retrieval.Passage{Title: "T", Section: "Rules", Text: strings.Repeat("Nothing of it. ", 20*i) + passageText}})
	}
	add("search", Search(found, o))
	add("search-none", Search(SearchView{Query: "@everyone **x**"}, o))
	at := time.Unix(1_700_000_000, 0)
	add("status", Status(StatusView{Documents: 5, Passages: 70, Synced: at, Model: "llama_3_8b", Writes: true, Shard: 0, Shards: 1,
		Latency: 42 * time.Millisecond, Waiting: 2, Started: at, Version: "1.2.0"}, o))
	add("status-bare", Status(StatusView{}, o))
	add("help", Help(false, o))
	addSourceViews(add, o)
	return all
}

// TestViews: what each kind of message looks like.
func TestViews(t *testing.T) {
	o := testOptions()
	for name, messages := range testViews(o) {
		t.Run(name, func(t *testing.T) {
			golden(t, "views/"+name, dump(t, messages...))
			for _, m := range messages {
				checkView(t, m, o)
			}
		})
	}
}

// checkView checks a message that may tell times, roles and channels.
func checkView(t *testing.T, m wire.Message, o Options) {
	t.Helper()
	checkLength(t, m.Content, limit)
	m.Content = aside.Replace(m.Content)
	for _, e := range m.Embeds {
		e.Description = aside.Replace(e.Description)
		for _, f := range e.Fields {
			f.Value = aside.Replace(f.Value)
		}
	}
	check(t, m, o)
}

// TestAnswers: what stands around an answer.
func TestAnswers(t *testing.T) {
	base := bot.Answer{Question: "When was\nit **dug**, @everyone [1]?", Text: "It was dug in 1887 [1]. It rains [2].", Citations: testCitations()}
	for name, change := range map[string]func(*bot.Answer, *Options){
		"plain":   func(*bot.Answer, *Options) {},
		"short":   func(_ *bot.Answer, o *Options) { o.Verbosity = Short },
		"full":    func(_ *bot.Answer, o *Options) { o.Verbosity = Full },
		"all":     func(a *bot.Answer, o *Options) { o.ShowQuestion, o.Controls, o.Private = true, "ab12", true },
		"unknown": func(_ *bot.Answer, o *Options) { o.Document, o.Linkable = nil, nil },
		"fallback": func(a *bot.Answer, o *Options) {
			a.Fallback, a.Understood = "the model x took too long", "When was the harbour dug?"
		},
		"partly": func(a *bot.Answer, o *Options) {
			a.Fallback, a.Statements = "the model x took too long", []bot.Statement{{Status: gate.Verified, Markers: []int{1}}}
		},
		"refused": func(a *bot.Answer, o *Options) {
			*a = bot.Answer{Question: a.Question, Refused: true, Text: "No.", Nearest: []bot.Source{a.Citations[0].Source, a.Citations[1].Source}}
			o.ShowQuestion, o.Controls = true, "ab12"
		},
		"nothing": func(a *bot.Answer, o *Options) { *a = bot.Answer{Refused: true, Fallback: "the model failed"} },
		"paged": func(a *bot.Answer, o *Options) {
			a.Citations = testCitations()
			a.Citations[0].Page, a.Citations[1].Page, a.Citations[2].Page = "iv", "12–13", "[1] <@2>"
		},
		"file": func(a *bot.Answer, o *Options) {
			a.Text, o.Controls = strings.Repeat(a.Text+"\n\n", 200), "ab12"
		},
		"many-footnotes": func(a *bot.Answer, o *Options) {
			a.Citations, o.Controls = nil, "ab12"
			for i := range 60 {
				a.Citations = append(a.Citations, citation(i+1, "weather.md", "Rain", fmt.Sprintf("Quote %d is not short either.", i)))
			}
		},
		"long-question": func(a *bot.Answer, o *Options) {
			a.Question, o.ShowQuestion = strings.Repeat("And why is that so? ", 30), true
		},
	} {
		t.Run(name, func(t *testing.T) {
			a, o := base, testOptions()
			change(&a, &o)
			messages := Answer(a, o)
			for _, m := range messages {
				check(t, m, o)
			}
			golden(t, "answers/"+name, dump(t, messages...))
		})
	}
}

// TestProgress: an answer while it grows.
func TestProgress(t *testing.T) {
	o := testOptions()
	for name, text := range map[string]string{
		"nothing":  "",
		"sentence": "It was dug in 1887 [1].",
		"code":     "A program:\n\n```go\nfunc main() {",
		"long":     "- item\n" + strings.Repeat("It was dug in 1887 [1]. ", 100),
	} {
		t.Run(name, func(t *testing.T) {
			m := Progress(text, testCitations()[:1], o)
			check(t, m, o)
			if len(m.Components) > 0 || !strings.Contains(m.Content[strings.LastIndex(m.Content, "\n")+1:], "-# ⏳") {
				t.Errorf("%+v does not end as what is not finished", m)
			}
			golden(t, "progress/"+name, dump(t, m))
		})
	}
}

// TestClaims: what is said of claims.
func TestClaims(t *testing.T) {
	o := testOptions()
	o.Controls = "ab12"
	list := testCitations()
	claims := []ClaimView{
		{Text: "It was dug\nin 1887.", Verdict: Supported, Citations: list[:2]},
		{Text: "It was **never** dug [1] @here.", Verdict: Contradicted, Citations: list[:1]},
		{Text: "It snows. https://evil.example", Verdict: NotFound},
	}
	for name, claims := range map[string][]ClaimView{"claims": claims, "claims-none": nil, "claims-many": many(claims, 100)} {
		t.Run(name, func(t *testing.T) {
			messages := Claims(claims, len(claims)/50, o)
			for _, m := range messages {
				check(t, m, o)
			}
			golden(t, "views/"+name, dump(t, messages...))
		})
	}
}

func many(claims []ClaimView, times int) []ClaimView {
	var out []ClaimView
	for range times {
		out = append(out, claims...)
	}
	return out
}

// TestVersions: what is shown of a document's version and date.
func TestVersions(t *testing.T) {
	tests := []struct {
		version, date, hash string
		when, version8      string
	}{
		{"2.1", "2024-05-01", "0123456789ab", "v2.1 · 2024-05-01", "2.1"},
		{"2024-05", "2024-05", "0123456789ab", "2024-05", "2024-05"},
		{"", "2024-05", "0123456789ab", "2024-05", "01234567"},
		{"draft 2", "", "0123456789ab", "draft 2", "draft 2"},
		{"", "", "", "", ""},
	}
	for _, test := range tests {
		a := About{Version: test.version, Date: test.date, Hash: test.hash}
		if got := strings.Join(a.when(), " · "); got != test.when || a.version() != test.version8 {
			t.Errorf("%+v: got %q and %q", test, got, a.version())
		}
	}
	o := Options{Texts: plainTexts{}, Document: func(string) About { return About{Title: "Handbook", Version: "1", Date: "2022"} }}
	s := newScribe(o, nil)
	note := s.note(bot.Citation{Marker: 1, Source: bot.Source{Document: "h.md", Version: "2", Date: "[1] *2024*"}, Quote: "It is."}, Normal)
	if got := (line{clusters: join(note)}).text(); got != `[1] Handbook · v2 · [1] \*2024\* · “It is.”` {
		t.Errorf("got %q", got)
	}
}
