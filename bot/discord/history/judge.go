package history

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"footnote/bot/discord/link"
)

// mostAsked is of how many of those who set a check mark is asked whether they
// decide.
const mostAsked = 5

// judge finds out which check marks in a thread are by somebody who decides: who
// asked, or a moderator. It is asked again when their number changes, and anew
// when all is.
func (o *Origin) judge(ctx context.Context, v *view, p *place, anew bool) error {
	if !p.Thread {
		return nil
	}
	for i := range p.Messages {
		m := &p.Messages[i]
		if m.Checks == m.Judged && (!anew || m.Checks == 0) {
			continue
		}
		accepted, err := o.accepts(ctx, v, p, *m)
		if err != nil {
			return err
		}
		m.Accepted, m.Judged = accepted, m.Checks
	}
	return nil
}

// accepts reports whether somebody who decides set a check mark at a message.
func (o *Origin) accepts(ctx context.Context, v *view, p *place, m message) (bool, error) {
	if m.Checks == 0 {
		return false, nil
	}
	channel, id := p.ID, m.ID
	if m.At != "" {
		channel, id, _ = strings.Cut(m.At, "/")
	}
	asked := 0
	for _, mark := range m.Marks {
		users, err := o.api.Reactions(ctx, channel, id, mark, pageSize)
		if link.IsStatus(err, http.StatusNotFound) { // the mark or the message went meanwhile
			continue
		}
		if err != nil {
			return false, fmt.Errorf("asking who set a check mark: %w", err)
		}
		for _, u := range users {
			switch {
			case u.Bot: // some set them at everything
				continue
			case u.ID == p.Owner || u.ID == p.Messages[0].Author.ID:
				return true, nil
			case asked == mostAsked:
				continue
			}
			asked++
			if decides, err := o.decides(ctx, v, u.ID); decides || err != nil {
				return decides, err
			}
		}
	}
	return false, nil
}
