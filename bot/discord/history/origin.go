package history

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/corpus"
	"footnote/corpus/sources"
)

// Options say how histories are read. The zero value is fit for use.
type Options struct {
	// Authors is how a server wants the authors of messages to be called: Names,
	// Initials or Hidden. A source's own option goes first; nil is Hidden.
	Authors func(ctx context.Context, guild string) (string, error)
	// Bots has what other bots write be read as well.
	Bots bool
	// Now tells the time; nil is time.Now.
	Now func() time.Time
	// Recent is how many messages of a place are read again each time, to find
	// what was edited or deleted; 0 is 10,000. All of them are once a day.
	Recent int
	// Most is how many messages of a place are read; 0 is 100,000. Those before
	// are left out.
	Most int
}

// An Origin is a channel, thread or forum that was opened to be read once.
type Origin struct {
	api     API
	source  sources.Source
	shelf   shelf
	options Options
}

// New opens the channel whose ID is the source's location. What was read is
// kept in a folder, which must be the source's alone.
func New(api API, source sources.Source, dir string, options Options) *Origin {
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.Recent <= 0 {
		options.Recent = 10_000
	}
	if options.Most <= 0 {
		options.Most = 100_000
	}
	return &Origin{api: api, source: source, shelf: shelf{dir}, options: options}
}

func (o *Origin) root() string { return "discord:" + o.source.Location }

// below is a path below another, as a corpus.Fault knows it.
func below(root, name string) string { return root + string(filepath.Separator) + name }

// An unfit channel is none that can be a source.
type unfit struct{ reason string }

func (u *unfit) Error() string { return u.reason }

// fit fails for what is no channel in which people write, or is another
// server's than the one that wants it read.
func (o *Origin) fit(c *discordgo.Channel) error {
	switch {
	case c.GuildID == "":
		return &unfit{"direct messages are no source: name a channel of a server"}
	case o.source.Guild != "" && o.source.Guild != c.GuildID:
		return &unfit{"the channel belongs to another server"}
	case c.Type == discordgo.ChannelTypeGuildCategory:
		return &unfit{"this is a category: name one of its channels"}
	case hasThreads(c), c.IsThread(), c.Type == discordgo.ChannelTypeGuildVoice, c.Type == discordgo.ChannelTypeGuildStageVoice:
		return nil
	}
	return &unfit{"nobody writes in a channel of this kind"}
}

// Documents yields what stands in the channel now, and a fault about what could
// not be read of it. When nothing can be, what was read before is yielded where
// it may be shown to fewer people than before.
func (o *Origin) Documents(ctx context.Context) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		if !isID(o.source.Location) {
			yield(corpus.Document{}, o.fault(corpus.Refused, fmt.Errorf("%q is no ID of a channel", o.source.Location)))
			return
		}
		o.shelf.sweep()
		v, err := o.look(ctx)
		if err != nil {
			o.shut(ctx, err, yield)
			return
		}
		spots, err := o.spots(ctx, v)
		if err == nil {
			err = o.all(ctx, v, spots, yield)
		}
		if err != nil && !errors.Is(err, errEnough) {
			yield(corpus.Document{}, err)
		}
	}
}

// errEnough says that nobody wants more documents.
var errEnough = errors.New("enough")

func (o *Origin) fault(kind corpus.FaultKind, err error) *corpus.Fault {
	return &corpus.Fault{Path: o.root(), Kind: kind, Err: err}
}

// shut deals with a channel of which not even its state is known.
func (o *Origin) shut(ctx context.Context, err error, yield func(corpus.Document, error) bool) {
	var wrong *unfit
	switch {
	case ctx.Err() != nil:
		yield(corpus.Document{}, ctx.Err())
	case gone(err), errors.As(err, &wrong):
		kind := corpus.Refused
		if wrong == nil {
			err = errGone
		}
		yield(corpus.Document{}, o.fault(kind, errors.Join(err, o.shelf.clear())))
	case denied(err):
		o.closed(yield)
	default:
		yield(corpus.Document{}, o.fault(corpus.Unread, explained(err)))
	}
}

// closed deals with a channel that the bot may not read any more: most often it
// became private. What is known is for those who are in it, until the bot may
// read it again; if that cannot be, it is for nobody.
func (o *Origin) closed(yield func(corpus.Document, error) bool) {
	v := o.newView()
	if v.known = o.shelf.known(); v.Guild == "" {
		yield(corpus.Document{}, o.fault(corpus.Refused, errDenied))
		return
	}
	v.Audience = only(o.source.Location)
	for _, id := range o.shelf.places() {
		for _, doc := range v.documents(o.shelf.load(id), o.options.Bots) {
			if !yield(doc, nil) {
				return
			}
		}
	}
	yield(corpus.Document{}, o.fault(corpus.Unread, errDenied))
}

// A spot is where messages stand; at is nil where only the shelf is known to
// have them.
type spot struct {
	id string
	at *discordgo.Channel
}

// spots are the places of the source: the channel, and its threads in their
// order. Of a thread that is no longer listed Discord is asked: it may have been
// on its way from one list to the other.
func (o *Origin) spots(ctx context.Context, v *view) ([]spot, error) {
	found := map[string]*discordgo.Channel{}
	if !isForum(v.at) {
		found[v.at.ID] = v.at
	}
	for id, t := range v.threads {
		found[id] = t
	}
	for _, id := range o.shelf.places() {
		if _, listed := found[id]; listed {
			continue
		}
		if v.problem != nil {
			found[id] = nil
			continue
		}
		t, err := unless(o.api.Channel(ctx, id))
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case err != nil:
			v.problem, found[id] = err, nil
		case t != nil && v.holds(t):
			found[id] = t
		default:
			if err := o.shelf.remove(id); err != nil {
				return nil, err
			}
		}
	}
	var all []spot
	for id, at := range found {
		all = append(all, spot{id, at})
	}
	slices.SortFunc(all, func(a, b spot) int { return compareIDs(a.id, b.id) })
	return all, nil
}

// all reads one place after another and yields its documents. Once Discord does
// not answer, or hides what was said, the others come from the shelf.
func (o *Origin) all(ctx context.Context, v *view, spots []spot, yield func(corpus.Document, error) bool) error {
	stopped := v.problem
	light := new(light)
	for _, s := range spots {
		p := o.shelf.load(s.id)
		if s.at != nil {
			p.describe(s.at, v)
		}
		var err error
		if s.at != nil && stopped == nil {
			err = o.refresh(ctx, v, p, s.at, light)
		}
		var garbled *garbledError
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case gone(err) && s.at != v.at: // since it was listed
			stopped = o.shelf.remove(p.ID)
			continue
		case !errors.As(err, &garbled) && err != nil: // the one says nothing of the others
			stopped = err
		}
		if fault := v.partly(p, garbled, o.options.Most); fault != nil && !yield(corpus.Document{}, fault) {
			return errEnough
		}
		for _, doc := range v.documents(p, o.options.Bots) {
			if !yield(doc, nil) {
				return errEnough
			}
		}
	}
	if stopped == nil && light.out() {
		stopped = errNoIntent
	}
	if stopped != nil {
		return o.fault(corpus.Unread, explained(stopped))
	}
	return nil
}

// partly is the fault of a place of which not all was read; nil if all was.
func (v *view) partly(p *place, garbled *garbledError, most int) error {
	switch {
	case garbled != nil:
		return &corpus.Fault{Path: v.path(p.ID), Kind: corpus.Unread, Err: garbled}
	case p.Cut:
		return &corpus.Fault{Path: v.path(p.ID), Kind: corpus.Doubtful, Err: fmt.Errorf("%q has more than %d messages: older ones are left out", p.Name, most)}
	}
	return nil
}

// describe notes what a list of channels says of a place.
func (p *place) describe(c *discordgo.Channel, v *view) {
	p.Name, p.Thread, p.Owner = c.Name, c.IsThread(), c.OwnerID
	p.Resolved = slices.ContainsFunc(c.AppliedTags, func(tag string) bool { return v.solved[tag] })
}
