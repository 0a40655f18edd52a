package discord_test

import (
	"context"
	"os"
	"runtime/debug"
	"slices"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
)

// Five hundred ask within a second, faster than they can be answered. Each is
// acknowledged while hundreds wait, and answered in the end. The fake refuses
// an acknowledgement after 3 seconds, and holds to its limits.
func TestManyAtOnce(t *testing.T) {
	questions := 500
	if testing.Short() || slowed() {
		questions = 120 // other tests run at the same time
	}
	c := openCrowd(t, 8, questions/2, discordtest.Options{EnforceLimits: true})
	within := time.Second
	if slowed() {
		within *= 3
	}
	c.options.Workers = 8
	c.patience(40 * time.Second)
	c.run()
	c.desk.meanwhile(func(ctx context.Context, _ bot.Question) error {
		time.Sleep(75 * time.Millisecond)
		return ctx.Err()
	})
	began := time.Now()
	var asked []*discordtest.Interaction
	for n := range questions {
		person := n % len(c.people)
		asked = append(asked, c.Slash(c.people[person], c.home(person), "ask", map[string]any{"question": "Who built the crane of the harbour?"}))
		time.Sleep(time.Until(began.Add(time.Duration(n) * within / time.Duration(questions))))
	}
	sent := time.Since(began)
	var acknowledged spread
	for _, i := range asked {
		response, err := i.WaitResponse(c.ctx)
		if err != nil {
			t.Fatalf("%v\n%s", err, c.tally)
		}
		acknowledged = append(acknowledged, response.After)
	}
	waiting := c.bot.Waiting()
	for _, i := range asked {
		if m, err := i.WaitMessage(c.ctx, finished); err != nil {
			t.Fatalf("%v\nmessages: %+v\n%s", err, i.Messages(), c.tally)
		} else {
			contains(t, m.Content, "Marta Olsen")
		}
	}
	t.Logf("%d sent in %v, acknowledged after %v, %d waiting then, all answered after %v; %d requests, %d refused", questions,
		sent.Round(time.Millisecond), acknowledged, waiting, time.Since(began).Round(time.Millisecond), len(c.Requests()), c.InvalidRequests())
	// How long it takes is measured on a machine that does nothing else.
	if p99 := acknowledged.at(0.99); p99 > time.Second && os.Getenv("FOOTNOTE_LOAD") != "" {
		t.Errorf("acknowledged after %v", acknowledged)
	}
	if waiting < 100 && questions == 500 {
		t.Errorf("only %d were waiting: the test tests little", waiting)
	}
	if n := c.InvalidRequests(); n > 0 {
		t.Errorf("%d requests went over a limit", n)
	}
	c.close()
}

// slowed reports whether the race detector makes everything slow.
func slowed() bool {
	info, ok := debug.ReadBuildInfo()
	return ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}
