package discord_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/link"
	"footnote/corpus"
	"footnote/corpus/sources"
	"footnote/retrieval"
	"footnote/retrieval/syncer"
)

// A pantry holds what the sources of a world consist of: four documents each,
// of which some have labels of their own, and now and then most are gone. Each
// document has a word of its own; so have the folders of the machine, which
// nobody may be told.
type pantry struct {
	labels   []string
	registry *sources.Registry
	synced   *syncer.Syncer

	mu     sync.Mutex
	random *rand.Rand
	words  map[string][]string // source: words of its documents
	done   map[string]int      // what was done, by what the bot says to it
	own    map[string][]string // word: labels of the document itself
	last   int
}

const (
	operators  = 4 // sources that the operator configured
	pantryRoom = 6 // a server that has more sources removes one
)

func openPantry(t *testing.T, w *world, d *desk) *pantry {
	t.Helper()
	p := &pantry{labels: w.labels(), random: rand.New(rand.NewPCG(w.random.Uint64(), 9)), words: map[string][]string{}, own: map[string][]string{},
		done: map[string]int{}}
	var configured []sources.Source
	for i := range operators {
		s := sources.Source{Name: fmt.Sprintf("zq%dqz", 6000+i), Kind: sources.Files, Location: fmt.Sprintf("/srv/zq%dqz", 7000+i)}
		for range i % 3 {
			s.Audience = append(s.Audience, pick(w, p.labels))
		}
		configured = append(configured, s)
	}
	var err error
	if p.registry, err = sources.Open(t.TempDir(), configured); err != nil {
		t.Fatal(err)
	}
	p.synced = syncer.New(syncer.Options{Registry: p.registry,
		Open: func(_ context.Context, o syncer.Opening) (sources.Origin, error) { return p.open(o.Source), nil },
		// The desk's index is open for good.
		Store: func(context.Context) (retrieval.Store, error) { return unclosed{d.Store}, nil },
		Embed: func(ctx context.Context, _ retrieval.Store, _ func(retrieval.Progress)) error {
			_, err := d.indexer.Embed(ctx)
			return err
		}})
	for _, s := range configured {
		if _, err := p.synced.Sync(t.Context(), s.Name, true); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

type unclosed struct{ retrieval.Store }

// Close leaves the store open.
func (unclosed) Close() error { return nil }

// An opened is what a source holds at one time.
type opened []corpus.Document

func (p *pantry) open(s sources.Source) sources.Origin {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.words[s.Name] == nil {
		for i := range 4 {
			p.last++
			word := fmt.Sprintf("zq%dqz", 10000+p.last)
			p.words[s.Name] = append(p.words[s.Name], word)
			if i%2 == 1 {
				p.own[word] = []string{p.labels[p.random.IntN(len(p.labels))]}
			}
		}
	}
	var all opened
	for i, word := range p.words[s.Name] {
		if i > 0 && p.random.IntN(5) == 0 {
			break // the others are gone
		}
		topic := topics[p.random.IntN(len(topics))]
		d := file(word+".md", fmt.Sprintf("# The %s of %s\n\nThe %s of %s is a %s. Its keeper is %s.\n", topic, word, topic, word, topic, word))
		d.Path, d.Audience = "/srv/zq7999qz/"+d.ID, p.own[word]
		d.Hash = d.ContentHash()
		all = append(all, d)
	}
	return all
}

// Documents yields them, and a fault that names a folder.
func (o opened) Documents(context.Context) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		for _, d := range o {
			if !yield(d, nil) {
				return
			}
		}
		path := "/srv/zq7998qz/broken.pdf"
		yield(corpus.Document{}, &corpus.Fault{Kind: corpus.Refused, Path: path, Err: fmt.Errorf("open %s: it is locked", path)})
	}
}

// deeds are what the bot says to what was done, the first ones often.
var deeds = []string{"Added: ", "Who sees ", "Sources: ", "was removed", "Read again", "gone all at once", "A question that it can now answer"}

// often is how many of the deeds happen often.
const often = 4

// heard counts what was done.
func (p *pantry) heard(text string) {
	for _, deed := range deeds {
		if strings.Contains(text, deed) {
			p.done[deed]++
		}
	}
}

// allOpen checks that no door of the sources is shut. What seldom happens is
// looked for among many tries only.
func (p *pantry) allOpen(t *testing.T, rounds int) {
	t.Helper()
	t.Logf("with sources: %v", p.done)
	for i, deed := range deeds {
		if tries := leaksAsked * (1 + 9*(i/often)); rounds >= tries && p.done[deed] == 0 {
			t.Errorf("of %d tries none was answered by %q", rounds, deed)
		}
	}
}

// list is what the registry holds, by name.
func (p *pantry) list(t *testing.T) map[string]sources.Entry {
	t.Helper()
	all, err := p.registry.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]sources.Entry{}
	for _, e := range all {
		named[e.Name] = e
	}
	return named
}

// forget forgets the words of sources that are gone: nobody may be told of them
// any more.
func (p *pantry) forget(list map[string]sources.Entry) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for name, words := range p.words {
		if _, there := list[name]; there {
			continue
		}
		for _, word := range words {
			delete(p.own, word)
		}
		delete(p.words, name)
	}
}

// holds reports whether somebody with the labels may see what has others. It
// knows nothing of how the index decides.
func holds(held map[string]bool, labels []string) bool {
	return len(labels) == 0 || slices.ContainsFunc(labels, func(label string) bool {
		return !slices.ContainsFunc(strings.Split(label, "&"), func(part string) bool { return !held[part] })
	})
}

// secrets adds the words of sources that somebody may be told: those of
// documents, of the names of sources and of their locations.
func (p *pantry) secrets(w *world, list map[string]sources.Entry, user, guild string, held map[string]bool, private bool, may map[string]bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for name, words := range p.words {
		e, there := list[name]
		for _, word := range words {
			may[word] = there && holds(held, e.Audience) && holds(held, p.own[word])
		}
	}
	for name, e := range list {
		sees := private && holds(held, e.Audience)
		if e.Guild == "" {
			may[name] = may[name] || sees
			continue
		}
		manages := private && guild == e.Guild && w.managers[user+"/"+guild]
		for _, word := range secretWord.FindAllString(e.Name, -1) {
			may[word] = may[word] || manages || sees && guild == e.Guild
		}
		for _, word := range secretWord.FindAllString(e.Location, -1) {
			may[word] = may[word] || manages
		}
	}
}

// unchanged fails when somebody changed a source that is none of theirs, or
// opened one to others than their server.
func (p *pantry) unchanged(t *testing.T, w *world, door, user, guild string, before, after map[string]sources.Entry) {
	t.Helper()
	for name := range maps.Keys(before) {
		if _, there := after[name]; !there && !w.managers[user+"/"+guild] {
			t.Errorf("%s by %s in %q removed %s", door, user, guild, name)
		}
	}
	for _, list := range []map[string]sources.Entry{before, after} {
		for name, e := range list {
			was, is := before[name], after[name]
			if same := was.Name == is.Name && slices.Equal(was.Audience, is.Audience) && was.State.Tried.Equal(is.State.Tried); same {
				continue
			}
			if e.Guild == "" || e.Guild != guild || !w.managers[user+"/"+guild] {
				t.Errorf("%s by %s in %q changed %s of %q:\n%+v\n%+v", door, user, guild, name, e.Guild, was, is)
			}
		}
	}
	for name, e := range after {
		for _, label := range e.Audience {
			if e.Guild != "" && !slices.Contains(strings.Split(label, "&"), "guild:"+e.Guild) {
				t.Errorf("%s by %s in %q: %s of %q is for %q", door, user, guild, name, e.Guild, e.Audience)
			}
		}
		if _, new := before[name]; !new && e.Kind == sources.Discord && !w.views(user, guild, e.Location) {
			t.Errorf("%s by %s in %q reads the channel %s", door, user, guild, e.Location)
		}
	}
}

var countOfSources = regexp.MustCompile(`Sources: (\d+)`)

// counted fails when a list of sources counts what its reader may not know of.
func (p *pantry) counted(t *testing.T, w *world, list map[string]sources.Entry, guild string, held map[string]bool, text string) {
	t.Helper()
	shown := countOfSources.FindStringSubmatch(text)
	if shown == nil {
		return
	}
	want := 0
	for _, e := range list {
		if e.Guild == guild && guild != "" || e.Guild == "" && holds(held, e.Audience) {
			want++
		}
	}
	if n, err := strconv.Atoi(shown[1]); err != nil || n != want {
		t.Errorf("%d sources are counted in %q, and %d may be:\n%s", n, guild, want, text)
	}
}

// door is something that somebody does to the sources. Names, channels, roles
// and documents are those of anybody.
func (p *pantry) door(w *world, user, guild, channel string, list map[string]sources.Entry) (name, event string, data map[string]any) {
	var names, mine []string
	for _, e := range list {
		names = append(names, e.Name, strings.TrimSuffix(e.Name, tag(e.Guild)))
		if e.Guild == guild {
			mine = append(mine, strings.TrimSuffix(e.Name, tag(e.Guild)))
		}
	}
	slices.Sort(names)
	slices.Sort(mine)
	named := func() string { // of one's own, or of anybody's
		if len(mine) > 0 && w.random.IntN(2) == 0 {
			return pick(w, mine)
		}
		return pick(w, names)
	}
	one := func() map[string]any { return option("source", 3, named()) }
	command := func(below string, options ...map[string]any) map[string]any {
		return w.interaction(2, user, guild, channel, map[string]any{"id": "1", "name": "corpus", "type": 1,
			"options": []map[string]any{{"name": below, "type": 1, "options": options}}})
	}
	switch n := w.random.IntN(13); n {
	case 0, 1, 12:
		if len(mine) > pantryRoom {
			return "the forged control cr:", "INTERACTION_CREATE", w.interaction(3, user, guild, channel,
				map[string]any{"custom_id": "cr:" + pick(w, mine), "component_type": 2})
		}
		what := option("location", 3, fmt.Sprintf("https://zq%dqz.example.org/", 8000+w.random.IntN(900)))
		if n == 1 {
			what = option("channel", 7, pick(w, w.channels[pick(w, w.guilds)]))
		}
		w.named++
		return "/corpus add", "INTERACTION_CREATE", command("add", append(w.audience(), what, option("name", 3, fmt.Sprintf("zq%dqz", 5000+w.named%1000)))...)
	case 2:
		return "/corpus remove", "INTERACTION_CREATE", command("remove", one())
	case 3:
		return "/corpus list", "INTERACTION_CREATE", command("list")
	case 4, 8:
		if w.random.IntN(2) == 0 {
			return "/corpus sync all", "INTERACTION_CREATE", command("sync")
		}
		return "/corpus sync", "INTERACTION_CREATE", command("sync", one())
	case 5:
		return "/corpus audience", "INTERACTION_CREATE", command("audience", append(w.audience(), one())...)
	case 6:
		return w.typed(user, guild, channel)
	case 7:
		return "/status", "INTERACTION_CREATE", w.interaction(2, user, guild, channel, map[string]any{"id": "1", "name": "status", "type": 1})
	}
	return w.forged(user, guild, channel, named)
}

// typed is the beginning of a source's name.
func (w *world) typed(user, guild, channel string) (name, event string, data map[string]any) {
	typed := option("source", 3, pick(w, []string{"", "z", "zq5"}))
	typed["focused"] = true
	return "suggestions of sources", "INTERACTION_CREATE", w.interaction(4, user, guild, channel, map[string]any{"id": "1", "name": "corpus", "type": 1,
		"options": []map[string]any{{"name": "sync", "type": 1, "options": []map[string]any{typed}}}})
}

func option(name string, kind int, value any) map[string]any {
	return map[string]any{"name": name, "type": kind, "value": value}
}

// audience are options that say who shall see a source: roles and channels of
// whichever server, or none.
func (w *world) audience() (options []map[string]any) {
	if w.random.IntN(3) == 0 {
		options = append(options, option("for-role", 8, pick(w, w.roles[pick(w, w.guilds)])))
	}
	if w.random.IntN(3) == 0 {
		options = append(options, option("for-channel", 7, pick(w, w.channels[pick(w, w.guilds)])))
	}
	return options
}

// forged is a control of the sources that nobody was shown, or somebody else.
func (w *world) forged(user, guild, channel string, named func() string) (name, event string, data map[string]any) {
	id, values := fmt.Sprintf("cl:%d", w.random.IntN(4)), []string{}
	switch w.random.IntN(4) {
	case 0:
		id = pick(w, []string{"cr:", "ck:", "cg:", "sa:"}) + named()
	case 1:
		id, values = "sr:"+named(), w.some(w.roles[pick(w, w.guilds)])
	case 2:
		id, values = "sc:"+named(), w.some(w.channels[pick(w, w.guilds)])
	}
	return "the forged control " + id, "INTERACTION_CREATE", w.interaction(3, user, guild, channel,
		map[string]any{"custom_id": id, "component_type": 3, "values": values})
}

// tag is what the bot puts behind the names of a server's sources.
func tag(guild string) string {
	n, err := strconv.ParseUint(guild, 10, 64)
	if err != nil {
		return "-"
	}
	return "-" + strconv.FormatUint(n, 36)
}

// views reports whether somebody may view a channel. The second of each server
// is for the first of its roles.
func (w *world) views(user, guild, channel string) bool {
	at := slices.Index(w.channels[guild], channel)
	return at == 0 || at == 1 && slices.Contains(w.member[user][guild], w.roles[guild][0])
}

// Channel is a channel as Discord tells of it.
func (w *world) Channel(_ context.Context, id string) (*discordgo.Channel, error) {
	for guild, list := range w.channels {
		at := slices.Index(list, id)
		if at < 0 {
			continue
		}
		c := &discordgo.Channel{ID: id, GuildID: guild}
		if at == 1 {
			c.PermissionOverwrites = []*discordgo.PermissionOverwrite{
				{ID: guild, Type: discordgo.PermissionOverwriteTypeRole, Deny: discordgo.PermissionViewChannel},
				{ID: w.roles[guild][0], Type: discordgo.PermissionOverwriteTypeRole, Allow: discordgo.PermissionViewChannel}}
		}
		return c, nil
	}
	return nil, &link.Error{Status: 404, Code: link.CodeUnknownChannel, Err: errors.New("unknown channel")}
}

// Guild is a server as Discord tells of it.
func (w *world) Guild(_ context.Context, id string) (*discordgo.Guild, error) {
	g := &discordgo.Guild{ID: id, OwnerID: "1", Roles: []*discordgo.Role{{ID: id, Permissions: discordgo.PermissionViewChannel | discordgo.PermissionReadMessageHistory}}}
	for _, role := range w.roles[id] {
		g.Roles = append(g.Roles, &discordgo.Role{ID: role})
	}
	return g, nil
}
