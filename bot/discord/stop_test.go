package discord_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
	"footnote/bot/discord/phrases"
)

// A bot that is stopped finishes what it can, says sorry for the rest, takes
// nothing more but says so, and takes its leave of Discord.
func TestStop(t *testing.T) {
	c := openCrowd(t, 2, 12, discordtest.Options{})
	c.options.Workers, c.options.StopTimeout, c.options.EditEvery = 4, 700*time.Millisecond, 20*time.Millisecond
	c.run()
	stopping := make(chan struct{})
	c.desk.meanwhile(func(ctx context.Context, q bot.Question) error {
		<-stopping
		if strings.Contains(q.Text, "lighthouse") { // is never done
			<-ctx.Done()
		}
		nap(ctx, 300*time.Millisecond)
		return ctx.Err()
	})
	quick, endless := questions[0].text, questions[1].text
	working := []deed{c.ask(0, quick), c.mention(1, quick), c.ask(2, endless), c.mention(3, endless)}
	c.until("they are worked on", func() bool { return c.heard(working) && c.bot.Working() == len(working) })
	waiting := []deed{c.ask(4, quick), c.mention(5, quick), c.ask(6, endless)}
	c.until("they wait", func() bool { return c.bot.Waiting() == len(waiting) })

	began := time.Now()
	stopped := make(chan struct{})
	go func() { c.stop(); close(stopped) }()
	c.until("it takes nothing more", func() bool { return c.bot.Waiting() == 0 })
	late := []deed{c.ask(7, quick), c.mention(8, quick)}
	close(stopping)
	<-stopped
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("it took %v to stop", took)
	}
	c.expect(working[:2], "", finished)
	c.expect(working[2:], phrases.ErrInterrupted, nil)
	c.expect(append(waiting, late...), phrases.ErrRestarting, nil)
	c.until("it took leave of Discord", func() bool { return c.Gateway.Stats().Goodbyes == 1 })
	c.close()
}

func (c *crowd) mention(n int, text string) deed {
	p := c.Say(c.people[n], c.home(n), c.Bot().Mention()+" "+text, "")
	return deed{kind: "mention", id: p.ID, created: p.Created, post: p, whole: finished}
}

func (c *crowd) ask(n int, text string) deed {
	i := c.Slash(c.people[n], c.home(n), "ask", map[string]any{"question": text})
	return deed{kind: "/ask", id: i.ID, created: i.Created, interaction: i, whole: finished}
}

// heard reports whether the bot has heard of all that was done.
func (c *crowd) heard(deeds []deed) bool {
	for _, d := range deeds {
		if !c.gateway.hears(d.id) {
			return false
		}
	}
	return true
}

// expect holds each deed to one message: what holds, or the phrase.
func (c *crowd) expect(deeds []deed, key phrases.Key, holds func(discordtest.Message) bool) {
	c.t.Helper()
	for _, d := range deeds {
		messages := d.messages()
		if len(messages) != 1 {
			c.t.Errorf("%s has %d messages: %+v\n%s", d.kind, len(messages), messages, c.tally)
			continue
		}
		m := messages[0]
		if holds != nil && !holds(m) || holds == nil && m.Content != english().Text(key) {
			c.t.Errorf("%s got %q", d.kind, m.Content)
		}
	}
}
