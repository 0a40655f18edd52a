package liar_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"footnote/bot/liar"
	"footnote/corpus"
)

// harbour are passages written for these tests.
var harbour = []liar.Passage{
	{ID: "lindvik", Title: "Lindvik Harbour", Text: "Lindvik Harbour was designed by Marta Olsen in 1887. " +
		"Marta Olsen opposed the wooden pier, although the merchants of the town wanted it. " +
		"In 1912, the council built a second basin (the Long Basin), which is still in use. " +
		"The basin is 340 metres long and has three cranes. Ships from Germany often carried timber to Norway. " +
		"Some of the older cranes may be sold. The harbour does not accept ships with oil."},
	{ID: "observatory", Title: "Mount Arden Observatory", Text: "Edwin Carroway founded the Mount Arden Observatory in 1931. " +
		"In the valley, the Mount Arden Observatory was the first one, and it has two telescopes. " +
		"The larger telescope was built by the Hartley Company in Boston. Edwin Carroway recorded the orbits of 14 comets, " +
		"while Helen Marlow examined the southern sky. The observatory was closed in 1974 because the lights of the town had become too bright."},
	{ID: "railway", Title: "Kessel Valley Railway", Text: "The Kessel Valley Railway consists of four lines and has a length of 96 km. " +
		"The first line was opened on 3 May 1868. However, the company lost the contract for the mail in 1902. " +
		"In order to save the railway, several towns bought shares. The railway is located in Austria. " +
		"Because the tunnels were too narrow, the trains remained small. " +
		"The valley line serves towns such as Ardal, Birkdorf, Cismar and Dornau. The bridges were damaged by floods and heavy snow."},
}

// xquad returns the paragraphs of the shared test set.
func xquad(t testing.TB) []liar.Passage {
	t.Helper()
	file, err := os.Open("../../../shared/eval/xquad-en/corpus.jsonl")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("needs ../shared/eval/xquad-en beside the repository")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	type record struct {
		ID    string `json:"_id"`
		Title string `json:"title"`
		Text  string `json:"text"`
	}
	var passages []liar.Passage
	for d := json.NewDecoder(file); d.More(); {
		var r record
		if err := d.Decode(&r); err != nil {
			t.Fatal(err)
		}
		passages = append(passages, liar.Passage{ID: r.ID, Title: r.Title, Text: r.Text})
	}
	return passages
}

// articles returns the chunks of the shared articles.
func articles(t testing.TB) []liar.Passage {
	t.Helper()
	files, err := filepath.Glob("../../../shared/corpus/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("needs ../shared/corpus beside the repository")
	}
	var passages []liar.Passage
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc := corpus.Document{ID: filepath.Base(file), Text: string(data)}
		passages = append(passages, liar.PassagesOf(doc)...)
	}
	return passages
}
