package render

import (
	"fmt"
	"strings"
	"time"

	"footnote/bot/discord/wire"
	"footnote/corpus/sources"
)

// addSourceViews adds a message of each kind that tells of sources.
func addSourceViews(add func(string, ...wire.Message), o Options) {
	at := time.Unix(1_700_000_000, 0)
	handbook := SourceView{Name: "handbook", Kind: sources.Website, Location: "docs.example.org/**en**/@everyone", Documents: 12, Passages: 340,
		Synced: at, Next: at, Seen: SeenView{All: true}}
	forum := SourceView{Name: "forum", Kind: sources.Discord, Channel: "88", Documents: 1, Passages: 1, Synced: at,
		Seen: SeenView{Roles: []string{"77"}, Channels: []string{"88"}}, Failing: true, Problem: "the server answers **403** @here", Held: 1}
	files := SourceView{Name: "manual", Kind: sources.Files, Operator: true, Seen: SeenView{Everywhere: true}, Failing: true,
		Progress: &ProgressView{Source: "manual", Embedding: true, Done: 300, Total: 1200}}
	for name, p := range map[string]ProgressView{"waiting": {}, "reading": {Done: 120}, "reading-of": {Done: 120, Total: 130}, "embedding": {Embedding: true, Done: 300, Total: 1200}} {
		p.Source = "handbook"
		add("source-"+name, SourceProgress(p, o))
	}
	outcome := OutcomeView{New: 12, Skipped: 3, Ignored: 2, AllFaults: 9}
	for i := range 7 {
		outcome.Faults = append(outcome.Faults, FaultView{Where: fmt.Sprintf("a/[%d] <@1>.pdf", i), Why: strings.Repeat("it is **locked** and ", i*5) + "so on"})
	}
	add("source-added", SourceAdded(AddedView{Source: handbook, Outcome: outcome, Question: "What is the *harbour* of @everyone?", Ask: "ca:k:q"}, o))
	late := AddedView{Source: handbook, Question: "What is it?"}
	add("source-added-late", SourceAdded(late, o))
	empty := SourceView{Name: "list", Kind: sources.Upload, Location: "list.xlsx", Seen: SeenView{Roles: []string{"77"}, Others: true}}
	add("source-added-empty", SourceAdded(AddedView{Source: empty, Unseen: true}, o))
	unseen := handbook
	unseen.Seen, unseen.Failing, unseen.Problem = SeenView{Roles: many20("77")}, true, "it is down"
	add("source-added-unseen", SourceAdded(AddedView{Source: unseen, Unseen: true}, o))
	add("source-list", Sources(SourcesView{Total: 13, Page: 1, Pages: 3, Sources: []SourceView{handbook, forum, files}}, o))
	add("source-list-none", Sources(SourcesView{}, o))
	full := forum
	full.Seen, full.Problem, full.Location, full.Channel = SeenView{Roles: many20("77"), Channels: many20("88")}, strings.Repeat("*why* ", 100), strings.Repeat("_x_/", 100), ""
	add("source-list-full", Sources(SourcesView{Total: 5, Pages: 1, Sources: []SourceView{full, full, full, full, full}}, o))
	held := SyncedView{Source: forum, Outcome: OutcomeView{New: 3, Changed: 1, Renamed: 1, Gone: 2, Same: 40, Kept: 1}, LetGo: "cg:forum"}
	held.Source.Held = 25
	for i := range 12 {
		held.Held = append(held.Held, fmt.Sprintf("The *rules* of %d @here", i))
	}
	add("source-synced", SourcesSynced([]SyncedView{held}, o))
	var all []SyncedView
	for i := range 20 {
		v := held
		v.Source.Name, v.LetGo = fmt.Sprintf("forum-%d", i), fmt.Sprintf("cg:forum-%d", i)
		all = append(all, v)
	}
	add("source-synced-all", SourcesSynced(all, o))
	add("source-synced-none", SourcesSynced(nil, o))
	add("source-remove", SourceRemoval("handbook", 12, "cr:handbook", "ck:handbook", o))
	add("source-removed", SourceRemoved("handbook", 12, true, o), SourceRemoved("handbook", 12, false, o))
	before := SeenView{All: true}
	add("source-audience", SourceAudience(AudienceView{Name: "handbook", Now: before, Roles: "sr:handbook", Channels: "sc:handbook", All: "sa:handbook"}, o),
		SourceAudience(AudienceView{Name: "handbook", Before: &before, Now: SeenView{Roles: many20("77"), Channels: []string{"88"}}, Roles: "sr:handbook", Channels: "sc:handbook", All: "sa:handbook"}, o))
	add("status-sources", Status(StatusView{Started: at, Failing: []string{"forum", "a", "b", "c", "d", "e"},
		Syncs: []ProgressView{{Source: "handbook", Done: 120}, {Source: "manual", Embedding: true, Done: 300, Total: 1200}}}, o))
	add("help-corpus", Help(true, o))
}

func many20(id string) []string {
	var list []string
	for range 20 {
		list = append(list, id)
	}
	return list
}

// aside takes out what names roles, channels and times on purpose, and pings
// nobody: no message of ours does.
var aside = strings.NewReplacer("<t:1700000000:R>", "then", "<@&77>", "a role", "<#88>", "a channel")
