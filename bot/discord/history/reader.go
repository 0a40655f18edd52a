package history

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"
)

// A reader reads the messages of a place, the newest first.
type reader struct {
	*Origin
	v     *view
	p     *place
	light *light
	// due is set when all is to be read; whole is then when that was.
	due   bool
	whole time.Time

	// before is the ID down to which was read, from the one down from which page
	// was, which is not filed yet; "" is the end.
	before, from string
	page         []message // the newest first
	read         int
	// bright and dim count messages that show something, and that should.
	bright, dim int
	// A first reading that was broken off goes on at resume, once it came to
	// what was read until then.
	resume, until string
}

// errDark says that nothing of what was said in a place is shown.
var errDark = errors.New("nothing is shown of the messages")

// run reads as far as is needed.
func (r *reader) run(ctx context.Context, at *discordgo.Channel) error {
	if known := r.p.Messages; !r.p.Complete && len(known) > 0 {
		r.resume, r.until = known[0].ID, known[len(known)-1].ID
	}
	for {
		messages, err := r.api.Messages(ctx, r.p.ID, r.before, pageSize)
		switch {
		case err != nil:
			err = garbled(err)
		case len(messages) == 0 && r.before == "":
			err = r.doubt(ctx, at)
		default:
			err = r.take(messages)
		}
		if errors.Is(err, errDark) {
			return err
		}
		if err != nil {
			r.file(false)
			return fmt.Errorf("reading messages: %w", err)
		}
		switch end := len(messages) < pageSize; {
		case end, r.read >= r.options.Most:
			r.p.Cut = !end
			return r.finish()
		case !r.due && r.read >= r.options.Recent:
			return r.lit()
		}
		r.proceed()
	}
}

// take takes a page.
func (r *reader) take(messages []*discordgo.Message) error {
	r.read += len(messages)
	for _, m := range messages {
		if m == nil || !isID(m.ID) || r.before != "" && compareIDs(m.ID, r.before) >= 0 {
			return &garbledError{errors.New("they are listed in no order")}
		}
		r.before = m.ID
		switch sightOf(m, r.v.self) {
		case shown:
			r.bright++
		case hidden:
			r.dim++
		}
		kept, ok := keep(m, r.v.self)
		if !ok {
			continue
		}
		if old := r.p.message(m.ID); old != nil {
			kept.Judged, kept.Accepted = old.Judged, old.Accepted
		}
		r.page = append(r.page, kept)
	}
	if r.bright == 0 && r.dim >= enoughMessages {
		return errDark
	}
	return nil
}

// lit files what was read, and fails when nothing of it was shown.
func (r *reader) lit() error {
	if r.bright == 0 && r.dim > 0 {
		return errDark
	}
	r.light.shown = r.light.shown || r.bright > 0
	r.file(false)
	return nil
}

// finish is called at the beginning of a place, or as far back as is read.
func (r *reader) finish() error {
	if err := r.lit(); err != nil {
		return err
	}
	r.file(true)
	r.p.Complete, r.p.Whole = true, r.whole
	return nil
}

// proceed files what was read from time to time, and passes over what was read
// when a first reading was broken off.
func (r *reader) proceed() {
	if r.resume != "" && compareIDs(r.before, r.until) <= 0 {
		r.file(false)
		if compareIDs(r.resume, r.before) < 0 {
			r.before, r.from = r.resume, r.resume
		}
		r.resume = ""
	}
	if r.read%saveEvery == 0 && r.bright > 0 {
		r.file(false)
		_ = r.shelf.save(r.p) // it is saved again at the end
	}
}

// file puts what was read in place of what was known of that stretch, or of all
// before it as well.
func (r *reader) file(all bool) {
	if r.before == "" && !all {
		return
	}
	known := r.p.Messages
	low, high := 0, len(known)
	if r.from != "" {
		high = indexOf(known, r.from)
	}
	if !all {
		low = min(indexOf(known, r.before), high)
	}
	slices.Reverse(r.page)
	r.p.Messages = slices.Concat(known[:low], r.page, known[high:])
	r.page, r.from = nil, r.before
}

// doubt asks whether an empty channel is one that the bot may not read.
func (r *reader) doubt(ctx context.Context, at *discordgo.Channel) error {
	if at.LastMessageID == "" && len(r.p.Messages) == 0 {
		return nil
	}
	may, err := r.mayRead(ctx, r.v)
	if err == nil && !may {
		err = errDenied
	}
	return err
}

// message is the message of an ID, nil if there is none.
func (p *place) message(id string) *message {
	if i := indexOf(p.Messages, id); i < len(p.Messages) && p.Messages[i].ID == id {
		return &p.Messages[i]
	}
	return nil
}

// indexOf is the index of the first message that is not before an ID.
func indexOf(messages []message, id string) int {
	i, _ := slices.BinarySearchFunc(messages, id, func(m message, id string) int { return compareIDs(m.ID, id) })
	return i
}

// compareIDs compares numbers without leading zeros.
func compareIDs(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
}
