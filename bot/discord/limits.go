package discord

import (
	"time"

	"footnote/bot/discord/phrases"
	"footnote/bot/discord/queue"
	"footnote/bot/discord/sqlitestate"
)

// asker is who waits in line: each direct message is a server of its own.
func (p place) asker() queue.Asker {
	if p.guild == "" {
		return queue.Asker{Guild: "direct:" + p.user, User: p.user}
	}
	return queue.Asker{Guild: p.guild, User: p.user}
}

// admit tells whether the place and the person may ask.
func (b *Bot) admit(p place, s sqlitestate.Settings) error {
	switch {
	case p.guild != "" && len(s.Channels) > 0 && !p.among(s.Channels):
		return refusal(phrases.ErrChannel)
	case p.guild != "" && !p.mayAsk(s.Roles):
		return refusal(phrases.ErrRole)
	}
	return nil
}

// take counts a question against the quotas of its user and server.
func (b *Bot) take(p place, s sqlitestate.Settings) error {
	if _, wait, ok := b.quota.Take(p.userKey(), s.UserQuota, quotaPeriod); !ok {
		return refusal(phrases.ErrUserQuota, minutes(wait))
	}
	if p.guild == "" {
		return nil
	}
	if _, wait, ok := b.quota.Take(p.guildKey(), s.GuildQuota, quotaPeriod); !ok {
		b.quota.GiveBack(p.userKey())
		return refusal(phrases.ErrGuildQuota, minutes(wait))
	}
	return nil
}

// giveBack takes a question that was not answered off the count.
func (b *Bot) giveBack(p place) {
	b.quota.GiveBack(p.userKey())
	if p.guild != "" {
		b.quota.GiveBack(p.guildKey())
	}
}

func (p place) userKey() string  { return "user:" + p.guild + ":" + p.user }
func (p place) guildKey() string { return "guild:" + p.guild }

// sparsely tells of a place in line the less often the farther behind it is:
// hundreds that wait must not make hundreds of edits a second.
func sparsely(tell func(place int)) func(place int) {
	var next time.Time
	return func(place int) {
		if now := time.Now(); now.After(next) {
			next = now.Add(min(time.Duration(place-1)*placeStep, placeMost))
			tell(place)
		}
	}
}

// The least time between two tellings of a place: so much for each that is
// before it, up to a bound.
const (
	placeStep = 500 * time.Millisecond
	placeMost = 30 * time.Second
)
