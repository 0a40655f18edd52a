package history

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/bwmarrin/discordgo"
)

const (
	// pageSize is how many messages Discord shows at a time.
	pageSize = 100
	// saveEvery is after how many messages what was read is saved.
	saveEvery = 5000
	// wholeEvery is how often a place is read to its beginning.
	wholeEvery = 24 * time.Hour
)

// A light tells whether Discord shows what was said, over all places.
type light struct {
	shown bool
	dark  int // places of which nothing is seen, and something should be
}

// enough is how many dark places, or messages in one, leave no doubt.
const (
	enoughPlaces   = 3
	enoughMessages = 20
)

// out reports whether the texts of messages are hidden.
func (l *light) out() bool { return !l.shown && l.dark > 0 }

// refresh makes a place what it is on Discord. On an error it holds what is
// known.
func (o *Origin) refresh(ctx context.Context, v *view, p *place, at *discordgo.Channel, l *light) error {
	now := o.options.Now()
	seen := seenOf(at)
	due := !p.Complete || now.Sub(p.Whole) >= wholeEvery || p.Whole.After(now)
	if !due && isArchived(at) && p.Seen == seen {
		return o.shelf.save(p) // its name or its tags may be others
	}
	r := &reader{Origin: o, v: v, p: p, light: l, due: due, whole: now}
	err := r.run(ctx, at)
	if err == nil {
		err = o.judge(ctx, v, p, due)
	}
	if errors.Is(err, errDark) {
		if l.dark++; l.dark >= enoughPlaces && l.out() {
			return errNoIntent
		}
		return nil
	}
	if err == nil {
		p.Seen = seen
	}
	if r.before != "" || err == nil { // something was read
		err = errors.Join(err, o.shelf.save(p))
	}
	return err
}

// seenOf is what a list of threads says of what was said in one.
func seenOf(c *discordgo.Channel) string {
	archived := ""
	if c.ThreadMetadata != nil {
		archived = c.ThreadMetadata.ArchiveTimestamp.UTC().Format(time.RFC3339Nano)
	}
	return fmt.Sprint(c.LastMessageID, " ", c.MessageCount, " ", archived)
}

func isArchived(c *discordgo.Channel) bool {
	return c.ThreadMetadata != nil && c.ThreadMetadata.Archived
}
