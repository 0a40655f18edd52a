package discord_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"time"

	"footnote/bot/discord/discordtest"
	"footnote/bot/discord/phrases"
)

// A deed is something that somebody did, and what may come of it.
type deed struct {
	kind, id string
	created  time.Time
	// interaction or post is what was sent.
	interaction *discordtest.Interaction
	post        *discordtest.Post
	// whole reports whether a message is the answer.
	whole func(discordtest.Message) bool
}

// messages are all that answer the deed.
func (d deed) messages() []discordtest.Message {
	if d.interaction != nil {
		return d.interaction.Messages()
	}
	return slices.DeleteFunc(d.post.Answers(), func(m discordtest.Message) bool { return m.Reply != d.id })
}

func (d deed) wait(ctx context.Context, holds func(discordtest.Message) bool) (discordtest.Message, error) {
	if d.interaction != nil {
		return d.interaction.WaitMessage(ctx, holds)
	}
	return d.post.WaitMessage(ctx, func(m discordtest.Message) bool { return m.Reply == d.id && holds(m) })
}

// acknowledged reports whether the first response to an interaction came.
func (d deed) acknowledged() (discordtest.Response, bool) {
	if d.interaction == nil {
		return discordtest.Response{}, false
	}
	return d.interaction.Response()
}

// sorry reports whether a message says why there is no answer.
func (d deed) sorry(m discordtest.Message) bool {
	if len(m.Controls()) > 0 {
		return false
	}
	return slices.ContainsFunc(apologies(), func(key phrases.Key) bool { return m.Content == english().Text(key, d.id) })
}

func apologies() []phrases.Key {
	return []phrases.Key{phrases.ErrBroke, phrases.ErrSlow, phrases.ErrBusy, phrases.ErrTooMany, phrases.ErrRestarting, phrases.ErrInterrupted}
}

var english = sync.OnceValue(func() phrases.Language {
	texts, err := phrases.New()
	if err != nil {
		panic(err)
	}
	return texts.In("en-US")
})

// An outcome is what came of a deed.
type outcome string

const (
	isAnswered  outcome = "answered"
	isTold      outcome = "told why not"
	isLost      outcome = "lost by Discord with the session"
	isUnmet     outcome = "not acknowledged within 3 seconds"
	isSilent    outcome = "LEFT WITHOUT AN ANSWER"
	isTwice     outcome = "ANSWERED TWICE"
	isForgotten outcome = "NEVER HEARD, IN A SESSION THAT WENT ON"
)

// judge tells what came of a deed, when the bot has nothing more to do.
func (c *crowd) judge(d deed) outcome {
	whole, told := 0, 0
	for _, m := range d.messages() {
		switch {
		case m.Deleted:
		case d.whole(m):
			whole++
		case d.sorry(m):
			told++
		}
	}
	response, acknowledged := d.acknowledged()
	if acknowledged && response.Kind == discordtest.RespondChoices {
		whole++
	}
	switch heard := c.gateway.hears(d.id); {
	case whole+told > 1:
		return isTwice
	case whole == 1:
		return isAnswered
	case told == 1:
		return isTold
	case !heard && c.gateway.lost(d.created):
		return isLost
	case !heard:
		return isForgotten
	case d.interaction != nil && !acknowledged:
		return isUnmet
	}
	return isSilent
}

// await waits until there is an answer, or there will be none.
func (c *crowd) await(d deed) (discordtest.Message, bool) {
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); {
		ctx, cancel := context.WithTimeout(c.ctx, 200*time.Millisecond)
		m, err := d.wait(ctx, func(m discordtest.Message) bool { return d.whole(m) || d.sorry(m) })
		cancel()
		if err == nil {
			return m, d.whole(m)
		}
		age := c.clock.now().Sub(d.created)
		_, acknowledged := d.acknowledged()
		switch heard := c.gateway.hears(d.id); {
		case !heard && (c.gateway.lost(d.created) || age > 8*time.Second),
			d.interaction != nil && !acknowledged && age > 3500*time.Millisecond && heard:
			return discordtest.Message{}, false
		}
	}
	return discordtest.Message{}, false
}

// questions are what people ask, and a word of the answer.
var questions = []struct{ text, word string }{
	{"Who built the crane of the harbour?", "Marta Olsen"},
	{"Who designed the lighthouse?", "Ib Holm"},
	{"What do owls eat at night?", "mice"},
	{"What is the capital of France?", "The corpus"},
}

// A person does one thing after the other.
type person struct {
	*crowd
	number int
	user   discordtest.User
	dice   *rand.Rand
	done   []deed
}

// live does so many things, each when the one before has come to something.
func (p *person) live(deeds int) {
	home := p.home(p.number)
	for len(p.done) < deeds {
		q := questions[p.dice.IntN(len(questions))]
		asked := func(m discordtest.Message) bool { return finished(m) && strings.Contains(m.Content, q.word) }
		switch roll := p.dice.IntN(100); {
		case roll < 60:
			private := p.dice.IntN(4) == 0
			i := p.Slash(p.user, home, "ask", map[string]any{"question": q.text, "private": private})
			m, ok := p.do(deed{kind: "/ask", interaction: i, whole: asked})
			if ok && p.dice.IntN(3) == 0 {
				p.openFootnote(m, q.word)
			}
		case roll < 66:
			post := p.Say(p.user, home, p.Bot().Mention()+" "+q.text, "")
			m, ok := p.do(deed{kind: "mention", post: post, whole: asked})
			if ok && p.dice.IntN(3) == 0 {
				again := p.Say(p.user, home, q.text, m.ID)
				p.do(deed{kind: "reply", post: again, whole: asked})
			}
		case roll < 70:
			p.do(deed{kind: "direct message", post: p.Say(p.user, p.DM(p.user), q.text, ""), whole: asked})
		case roll < 90:
			i := p.Slash(p.user, home, "source", map[string]any{"query": "owls eat mice"})
			p.do(deed{kind: "/source", interaction: i, whole: func(m discordtest.Message) bool { return strings.Contains(m.AllText(), "mice") }})
		default:
			p.complete(home)
		}
	}
}

// do notes a deed and waits for what comes of it.
func (p *person) do(d deed) (discordtest.Message, bool) {
	if d.interaction != nil {
		d.id, d.created = d.interaction.ID, d.interaction.Created
	} else {
		d.id, d.created = d.post.ID, d.post.Created
	}
	p.done = append(p.done, d)
	return p.await(d)
}

// openFootnote chooses from the menu of an answer.
func (p *person) openFootnote(m discordtest.Message, word string) {
	for _, control := range m.Controls() {
		if strings.HasPrefix(control.CustomID, "fn:") && len(control.Options) > 0 {
			i := p.Component(p.user, m.ID, control.CustomID, fmt.Sprint(control.Options[0].Value))
			p.do(deed{kind: "footnote", interaction: i, whole: func(m discordtest.Message) bool { return strings.Contains(m.AllText(), word) }})
		}
	}
}

// complete types the name of a document.
func (p *person) complete(home discordtest.Channel) {
	i := p.Autocomplete(p.user, home, "source", "document", map[string]any{"document": "harb"})
	d := deed{kind: "suggestions", interaction: i, id: i.ID, created: i.Created, whole: func(discordtest.Message) bool { return false }}
	p.done = append(p.done, d)
	for n := 0; n < 20; n++ {
		ctx, cancel := context.WithTimeout(p.ctx, 200*time.Millisecond)
		_, err := i.WaitResponse(ctx) // whether it came is judged later
		cancel()
		if err == nil || p.gateway.lost(d.created) {
			return
		}
	}
}
