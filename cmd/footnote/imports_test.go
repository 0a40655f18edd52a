package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// A goPackage is what `go list -json` says of one.
type goPackage struct {
	ImportPath string
	Name       string
	Imports    []string
}

func listPackages(t *testing.T) []goPackage {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Name,Imports", "footnote/...").Output()
	if err != nil {
		t.Skipf("the go command cannot list the packages here: %v", err)
	}
	var all []goPackage
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p goPackage
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// within reports whether the package is the room or lies in it.
func within(pkg, room string) bool {
	return pkg == "footnote/"+room || strings.HasPrefix(pkg, "footnote/"+room+"/")
}

// TestArrowsRunOneWay keeps the architecture of docs/design.md: which room may
// import which, and who may import a library.
func TestArrowsRunOneWay(t *testing.T) {
	allowed := map[string][]string{ // room: what else of ours it may import
		"config":    {},
		"corpus":    {},
		"retrieval": {"corpus"},
		"bot":       {"retrieval", "corpus"},
		"cmd":       {"config", "corpus", "retrieval", "bot"},
	}
	for _, p := range listPackages(t) {
		if p.Name == "main" && !within(p.ImportPath, "cmd") {
			continue // a generator wires what it needs
		}
		room, _, _ := strings.Cut(strings.TrimPrefix(p.ImportPath, "footnote/"), "/")
		others, known := allowed[room]
		if !known {
			t.Errorf("%s stands in no room of the design", p.ImportPath)
		}
		for _, imported := range p.Imports {
			if !strings.HasPrefix(imported, "footnote/") || within(imported, room) {
				continue
			}
			ok := false
			for _, other := range others {
				ok = ok || within(imported, other)
			}
			if !ok {
				t.Errorf("%s imports %s", p.ImportPath, imported)
			}
		}
	}
}

// TestLibrariesStayAtTheEdge: the cores know no library but Go's own, and each
// library has one package that adapts it, or one for each thing it is used for.
func TestLibrariesStayAtTheEdge(t *testing.T) {
	adapters := map[string][]string{ // library: the packages that may import it
		"github.com/philippgille/chromem-go":  {"footnote/retrieval/chromemstore"},
		"modernc.org/sqlite":                  {"footnote/retrieval/sqlitestore", "footnote/bot/discord/sqlitestate"},
		"github.com/blevesearch/snowballstem": {"footnote/retrieval/snowball"},
		"github.com/bwmarrin/discordgo": {"footnote/bot/discord", "footnote/bot/discord/wire", "footnote/bot/discord/link",
			"footnote/bot/discord/render", "footnote/bot/discord/history", "footnote/bot/discord/discordtest", "footnote/bot/discord/picture",
			"footnote/bot/discord/picture/internal/generate"},
		"github.com/gorilla/websocket":      {"footnote/bot/discord/link", "footnote/bot/discord/discordtest"},
		"github.com/getkin/kin-openapi":     {"footnote/bot/discord/link", "footnote/bot/discord/discordtest"},
		"github.com/sashabaranov/go-openai": {"footnote/bot/openaichat", "footnote/retrieval/openaiembed"},
		"github.com/sony/gobreaker":         {"footnote/bot/openaichat"},
		"github.com/klippa-app/go-pdfium":   {"footnote/corpus/pdf"},
		"github.com/mmcdole/gofeed":         {"footnote/corpus/feed"},
		"code.dny.dev/ssrf":                 {"footnote/corpus/fetch"},
		"github.com/tetratelabs/wazero":     {"footnote/corpus/pdf"},
		"github.com/go-git":                 {"footnote/corpus/git"},
		"github.com/fsnotify/fsnotify":      {"footnote/corpus/watch"},
	}
	cores := map[string]bool{"footnote/retrieval": true, "footnote/bot": true, "footnote/bot/gate": true, "footnote/bot/draft": true, "footnote/bot/prompts": true}
	for _, p := range listPackages(t) {
		for _, imported := range p.Imports {
			if cores[p.ImportPath] && strings.Contains(imported, ".") {
				t.Errorf("%s imports the library %s", p.ImportPath, imported)
			}
			for library, allowed := range adapters {
				if strings.HasPrefix(imported, library) && !slices.Contains(allowed, p.ImportPath) {
					t.Errorf("%s imports %s, which only %s may", p.ImportPath, imported, strings.Join(allowed, " and "))
				}
			}
		}
	}
}
