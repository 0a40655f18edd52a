package discord_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"footnote/bot/discord"
	"footnote/bot/discord/link"
	"footnote/bot/discord/sqlitestate"
	"footnote/corpus"
	"footnote/corpus/sources"
)

// leaksAsked is how many times somebody tries a door; FOOTNOTE_LEAKS raises it.
const leaksAsked = 1500

// A world is a few servers with people, and documents that only some of them
// may see. Each document has a word of its own, in its title, text and name.
type world struct {
	random    *rand.Rand
	guilds    []string
	channels  map[string][]string // by guild
	roles     map[string][]string // by guild
	users     []string
	member    map[string]map[string][]string // user: guild: roles
	audiences map[string][]string            // word: labels
	// managers are those who manage a server, as user/guild.
	managers map[string]bool
	pantry   *pantry
	named    int // sources so far
}

func newWorld(seed uint64) *world {
	w := &world{random: rand.New(rand.NewPCG(seed, 7)), channels: map[string][]string{}, roles: map[string][]string{},
		member: map[string]map[string][]string{}, audiences: map[string][]string{}, managers: map[string]bool{}}
	for g := range 3 {
		guild := fmt.Sprint(100 + g)
		w.guilds = append(w.guilds, guild)
		w.channels[guild] = []string{guild + "1", guild + "2"}
		w.roles[guild] = []string{guild + "8", guild + "9"}
	}
	for u := range 5 {
		user := fmt.Sprint(500 + u)
		w.users = append(w.users, user)
		w.member[user] = map[string][]string{}
		for _, guild := range w.guilds {
			if w.random.IntN(3) > 0 {
				w.member[user][guild] = w.some(w.roles[guild])
				w.managers[user+"/"+guild] = w.random.IntN(3) > 0
			}
		}
	}
	return w
}

// some of a list, perhaps none.
func (w *world) some(list []string) []string {
	var out []string
	for _, item := range list {
		if w.random.IntN(2) == 0 {
			out = append(out, item)
		}
	}
	return out
}

func pick[T any](w *world, list []T) T { return list[w.random.IntN(len(list))] }

// labels are all that there are.
func (w *world) labels() []string {
	var labels []string
	for _, guild := range w.guilds {
		labels = append(labels, "guild:"+guild)
		for _, c := range w.channels[guild] {
			labels = append(labels, "channel:"+c)
		}
		for _, r := range w.roles[guild] {
			labels = append(labels, "role:"+r)
		}
	}
	for _, u := range w.users {
		labels = append(labels, "user:"+u)
	}
	return labels
}

// documents makes forty documents on the same few questions.
func (w *world) documents() []corpus.Document {
	labels := w.labels()
	var list []corpus.Document
	for i := range 40 {
		word := fmt.Sprintf("zq%dqz", 1000+i)
		var audience []string
		for range w.random.IntN(3) {
			audience = append(audience, pick(w, labels))
		}
		w.audiences[word] = audience
		head := ""
		if len(audience) > 0 {
			quoted, _ := json.Marshal(audience)
			head = "---\naudience: " + string(quoted) + "\n---\n"
		}
		topic := topics[i%len(topics)]
		list = append(list, file(word+".md", fmt.Sprintf("%s# The %s of %s\n\nThe keeper of the %s is %s. It was painted by %s in 19%d.\n", head, topic, word, topic, word, word, 10+i)))
	}
	return list
}

var topics = []string{"lighthouse", "vault", "crane", "mill", "ferry"}

// held are the labels of somebody in a place: "" is a direct message.
func (w *world) held(user, guild, channel string, private bool) map[string]bool {
	held := map[string]bool{}
	if guild != "" {
		held["guild:"+guild], held["channel:"+channel] = true, true
	}
	if private || guild == "" {
		held["user:"+user] = true
		for _, r := range w.member[user][guild] {
			held["role:"+r] = true
		}
	}
	return held
}

// may tells the words that somebody with labels may be told. It knows nothing
// of how the bot decides.
func (w *world) may(held map[string]bool) map[string]bool {
	out := map[string]bool{}
	for word, audience := range w.audiences {
		out[word] = holds(held, audience)
	}
	return out
}

var secretWord = regexp.MustCompile(`zq\d+qz`)

// TestNoLeaks has people try every door of the bot for documents that they, or
// the others in the channel, may not see.
func TestNoLeaks(t *testing.T) {
	rounds := leaksAsked
	if testing.Short() {
		rounds /= 10
	}
	if n, err := strconv.Atoi(os.Getenv("FOOTNOTE_LEAKS")); err == nil {
		rounds = n
	}
	w := newWorld(uint64(time.Now().UnixNano()))
	d := openDesk(t, w.documents()...)
	w.pantry = openPantry(t, w, d)
	s := openSpy(t, d, w)
	told := 0
	for range rounds {
		told += w.try(t, s)
		if t.Failed() {
			return
		}
	}
	t.Logf("%d tries told of documents %d times", rounds, told)
	w.pantry.allOpen(t, rounds)
	if told < rounds/10 {
		t.Errorf("%d tries told of documents %d times: the doors are closed", rounds, told)
	}
}

// try uses a door, and counts the documents that it tells of.
func (w *world) try(t *testing.T, s *spy) (told int) {
	user := pick(w, w.users)
	guild, channel := "", "7"+user
	if in := w.member[user]; len(in) > 0 && w.random.IntN(5) > 0 {
		var mine []string
		for g := range in {
			mine = append(mine, g)
		}
		slices.Sort(mine)
		guild = pick(w, mine)
		channel = pick(w, w.channels[guild])
	}
	before := w.pantry.list(t)
	w.pantry.forget(before)
	door, event, data := w.door(s, user, guild, channel)
	if w.random.IntN(3) == 0 {
		door, event, data = w.pantry.door(w, user, guild, channel, before)
	}
	said := s.happens(t, event, data)
	after := w.pantry.list(t)
	w.pantry.unchanged(t, w, door, user, guild, before, after)
	for _, m := range said {
		held := w.held(user, guild, channel, m.private)
		may := w.may(held)
		// What was there before it was removed may be told of.
		for _, list := range []map[string]sources.Entry{before, after} {
			told := map[string]bool{}
			w.pantry.secrets(w, list, user, guild, held, m.private, told)
			for word, allowed := range told {
				may[word] = may[word] || allowed
			}
		}
		w.pantry.heard(m.text)
		w.pantry.counted(t, w, after, guild, held, m.text)
		for _, word := range secretWord.FindAllString(m.text, -1) {
			told++
			if !may[word] && !strings.Contains(fmt.Sprint(data), word) { // what somebody typed is no secret of the bot's
				t.Errorf("%s by %s in %s/%s (private: %t) tells of %s, for %v only:\n%s\n%+v", door, user, guild, channel, m.private, word, w.audiences[word], m.text, after)
			}
		}
	}
	return told
}

// door is something that somebody does to the bot.
func (w *world) door(s *spy, user, guild, channel string) (name, event string, data map[string]any) {
	topic := pick(w, topics)
	question := pick(w, []string{"Who is the keeper of the " + topic + "?", "Who painted the " + topic + "?", "What of the " + topic + "?"})
	var words []string
	for word := range w.audiences {
		words = append(words, word)
	}
	slices.Sort(words)
	document := pick(w, words) + ".md"
	text := func(name, value string) map[string]any {
		return map[string]any{"name": name, "type": 3, "value": value}
	}
	private := map[string]any{"name": "private", "type": 5, "value": w.random.IntN(2) == 0}
	command := func(name string, options ...map[string]any) map[string]any {
		return w.interaction(2, user, guild, channel, map[string]any{"id": "1", "name": name, "type": 1, "options": options})
	}
	switch w.random.IntN(10) {
	case 0, 1:
		return "/ask", "INTERACTION_CREATE", command("ask", text("question", question), private)
	case 2:
		return "/ask source", "INTERACTION_CREATE", command("ask", text("question", question), private, text("source", document))
	case 3:
		return "/source query", "INTERACTION_CREATE", command("source", text("query", topic+" keeper"))
	case 4:
		return "/source document", "INTERACTION_CREATE", command("source", text("document", document))
	case 5:
		return "/sources", "INTERACTION_CREATE", command("sources")
	case 6:
		focused := text("source", pick(w, []string{"", "the", topic}))
		focused["focused"] = true
		return "suggestions", "INTERACTION_CREATE", w.interaction(4, user, guild, channel, map[string]any{"id": "1", "name": "ask", "type": 1,
			"options": []map[string]any{text("question", question), private, focused}})
	case 7:
		return "a mention", "MESSAGE_CREATE", w.said(user, guild, channel, "<@1> "+question)
	case 8:
		if id, values := s.control(w.random); id != "" { // of whomever's message
			return "the control " + id, "INTERACTION_CREATE", w.interaction(3, user, guild, channel,
				map[string]any{"custom_id": id, "component_type": 3, "values": values})
		}
	}
	return "a check of claims", "INTERACTION_CREATE", w.interaction(2, user, guild, channel, map[string]any{"id": "1", "name": "Check against the corpus",
		"type": 3, "target_id": "9", "resolved": map[string]any{"messages": map[string]any{"9": w.said(user, guild, channel,
			"The keeper of the "+topic+" is a cat. The "+topic+" was painted in 1911.")}}})
}

func (w *world) interaction(kind int, user, guild, channel string, data map[string]any) map[string]any {
	id := fmt.Sprint(w.random.Uint64())
	i := map[string]any{"id": id, "token": "token" + id, "application_id": "1", "type": kind, "channel_id": channel, "data": data, "locale": "en-US"}
	who := map[string]any{"id": user, "username": "u" + user}
	if guild == "" {
		i["user"] = who
		return i
	}
	i["guild_id"] = guild
	permissions := "0"
	if w.managers[user+"/"+guild] {
		permissions = "32"
	}
	i["member"] = map[string]any{"user": who, "roles": append([]string{}, w.member[user][guild]...), "permissions": permissions}
	return i
}

func (w *world) said(user, guild, channel, text string) map[string]any {
	m := map[string]any{"id": fmt.Sprint(w.random.Uint64()), "channel_id": channel, "type": 0, "content": text,
		"author": map[string]any{"id": user, "username": "u" + user}, "mentions": []any{}}
	if guild != "" {
		m["guild_id"] = guild
		m["member"] = map[string]any{"roles": append([]string{}, w.member[user][guild]...)}
	}
	return m
}

// openSpy runs a bot whose every word is looked at.
func openSpy(t *testing.T, d *desk, w *world) *spy {
	t.Helper()
	state, err := sqlitestate.OpenMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { state.Close() })
	s := &spy{take: make(chan func(link.Event), 1), world: w}
	s.bot, err = discord.New(s, s, d, state, discord.Options{EditEvery: time.Millisecond, Sources: w.pantry.synced, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.bot.Run(ctx) }()
	t.Cleanup(func() { stop(); <-ended })
	s.event = <-s.take
	s.happens(t, "READY", map[string]any{"user": map[string]any{"id": "1", "username": "footnote"}, "application": map[string]any{"id": "1"}})
	return s
}
