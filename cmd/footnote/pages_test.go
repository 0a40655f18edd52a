package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/scorecard"
	"footnote/cmd/footnote/internal/terminal"
	"footnote/retrieval"
	"footnote/retrieval/beir"
)

var update = flag.Bool("update", false, "write the golden files")

// Sources whose every field tries to do something to the terminal.
var (
	owls = bot.Source{Document: "birds/owls.md", Title: "Owls", Section: "Food", Version: "2.1", Date: "2024-05", Start: 17, End: 102}
	evil = bot.Source{Document: "ev\x1b[2Jil.txt", Title: "A\x1b]0;title\x07\nB", Section: "\u009b31mred", Start: 3, End: 9}
)

func answered() bot.Answer {
	return bot.Answer{Question: "What do owls eat?", Mode: bot.ModeQuotes, Answerable: .93,
		Text: "**Barn owls** eat mice, voles and, where there are many of them, also beetles; 猫头鹰也吃昆虫和小鸟因为它们夜间活动频繁而且数量众多。 [1]\n\nThey \x1b[5mblink. [2]",
		Citations: []bot.Citation{
			{Marker: 1, Source: owls, Quote: "**Barn owls** eat mice, voles and,\nwhere there are many of them, also beetles"},
			{Marker: 10, Source: bot.Source{Document: "a.txt", Title: "A title that is longer than a line of the terminal", Section: "And a section", Page: "iv\x1b–v", End: 5}, Quote: "Short"},
			{Marker: 2, Source: evil, Quote: "They \x1b[5mblink."},
		}}
}

func TestPages(t *testing.T) {
	passages := []retrieval.Passage{
		{Document: "birds/owls.md", Title: "Owls", Section: "Food", Start: 17, End: 102, Score: 1.875,
			Text:  "Barn owls eat mice and voles. They hunt at night, when it is quiet, over fields and along hedges.",
			Parts: retrieval.Parts{Words: 1, Grams: .75, Dense: .5, Coverage: .25, Proximity: .125, Cosine: .625}},
		{Document: evil.Document, Title: evil.Title, Section: evil.Section, Start: 3, End: 9, Score: .5, Text: "a\x1b[31mb\x00c"},
	}
	result := retrieval.Result{Passages: passages, Terms: []retrieval.Term{{Surface: "owls\x1b", DocumentFrequency: 1, IDF: 2.5}},
		Answerable: retrieval.Answerability{Probability: .875, Reasons: []string{"the best passage holds \x1b[1mall words"}}}
	refusal := bot.Answer{Refused: true, Text: "The corpus does not answer this question.", Nearest: []bot.Source{owls, evil}}
	list := []sourceJSON{{Document: "birds/owls.md", Title: "Owls", Version: "2.1"}, {Document: evil.Document, Title: evil.Title}}
	document := sourceJSON{Document: evil.Document, Path: "/x/\x1bevil.txt", Title: evil.Title, Author: "Ann\x07 Lee", Language: "en", Chunks: 2,
		Sections: []sectionJSON{{"", 0, 0, 10}, {"Top", 1, 10, 20}, {"\u009bBelow", 2, 20, 30}}}
	view := passageView{Document: "birds/owls.md", Title: "Owls", Section: "Food", Start: 17, End: 102,
		Before: "What stands \x1b[7mbefore, and goes on for longer than a line has room for it.", Text: "Barn owls eat mice.\n\nThey \x1b[0mhunt.", After: "after"}
	card := scorecard.Card{Right: 1, First: 1, Answerable: 2, Refused: 1, Unanswerable: 1, Outcomes: []scorecard.Outcome{{ID: "1", Right: true},
		{ID: "2", Question: "What\x1b?", Problem: `quotes lack "mice"`, Citations: answered().Citations}}}
	measured := beirReport{Metrics: beir.Metrics{Recall1: .5, NDCG10: .75}, Queries: 2, Documents: 3, IndexSeconds: 1.5, QueryMedian: 2.25, QueryP95: 4}

	report := bot.ClaimReport{More: 2, Claims: []bot.ClaimVerdict{
		{Claim: "Barn owls eat mice and voles, and some\x1b[5m beetles where there are many of them.", Finding: bot.Supported, Citations: answered().Citations[:2]},
		{Claim: "They blink twice.", Finding: bot.Contradicted, Reason: "the passage says \"once\x07\", not \"twice\"", Citations: answered().Citations[2:]},
		{Claim: "Owls can read.", Finding: bot.NotFound, Reason: "no passage bears it out", Nearest: []bot.Source{evil, owls}},
	}}

	pages := map[string]func(terminal.Style) string{
		"claims":      func(s terminal.Style) string { return claimsPage(s, report) },
		"answer":      func(s terminal.Style) string { return answerPage(s, answered()) },
		"refusal":     func(s terminal.Style) string { return answerPage(s, refusal) },
		"search":      func(s terminal.Style) string { return resultPage(s, result) },
		"nothing":     func(s terminal.Style) string { return resultPage(s, retrieval.Result{}) },
		"explanation": func(s terminal.Style) string { return explanation(s, result) },
		"list":        func(s terminal.Style) string { return listPage(s, list, 2) },
		"document":    func(s terminal.Style) string { return documentPage(s, document, 30) },
		"passage":     func(s terminal.Style) string { return passagePage(s, view) },
		"card":        func(s terminal.Style) string { return cardPage(s, card) },
		"beir":        func(s terminal.Style) string { return beirPage(s, measured) },
	}
	styles := map[string]terminal.Style{"plain": {}, "terminal": {Color: true, Width: 50}}
	for name, page := range pages {
		for kind, style := range styles {
			t.Run(name+"/"+kind, func(t *testing.T) { golden(t, name+"."+kind, page(style)) })
		}
	}
}

func TestHeading(t *testing.T) {
	for _, tt := range []struct{ title, section, want string }{
		{"Owls", "Food", "Owls — Food"}, {"Owls", "", "Owls"}, {"Owls", "Owls", "Owls"}, {"", "Food", "Food"}, {"", "", "birds/owls.md"},
	} {
		if got := heading("birds/owls.md", tt.title, tt.section); got != tt.want {
			t.Errorf("heading(%q, %q) = %q, want %q", tt.title, tt.section, got, tt.want)
		}
	}
}

func TestMarkersStayWithTheirSentences(t *testing.T) {
	const text = "Owls hunt by night. [1]\n\nThey sleep by day, in old barns. [12]"
	for width := 20; width < 50; width++ {
		got := wrapAnswer(terminal.Style{Width: width}, text)
		if strings.Contains(got, "\n[") || strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(text), " ") {
			t.Errorf("%d columns: %q", width, got)
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTextPageIsExactInPipes(t *testing.T) {
	const text = "a\r\n\x1b[31mb\x00"
	if got := textPage(terminal.Style{}, text); got != text {
		t.Errorf("in a pipe: %q", got)
	}
	if got := textPage(terminal.Style{Width: 80}, text); got != "a\n\ufffd[31mb\ufffd" {
		t.Errorf("on a terminal: %q", got)
	}
}
