package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/link"
	"footnote/bot/discord/wire"
)

// tokenLife is how long the token of an interaction is good for, a minute less
// than Discord says: an edit takes its time.
const tokenLife = 14 * time.Minute

// A replyStage shows messages as the reply to an interaction that was
// deferred. Once the interaction has expired it goes on through the bot's own
// rights: in the channel or, when only the asker may see it, in a direct
// message.
type replyStage struct {
	api     API
	i       *discordgo.Interaction
	user    string
	private bool
	expires time.Time
	now     func() time.Time
	mu      sync.Mutex
	ids     []string
	late    *channelStage
}

func (s *replyStage) put(ctx context.Context, n int, m wire.Message) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.late == nil && s.now().Before(s.expires) {
		id, err := s.reply(ctx, n, m)
		if !expired(err) && !s.outwaits(err) {
			return id, err
		}
	}
	if s.late == nil && !s.private {
		s.late = &channelStage{api: s.api, in: s.i.ChannelID, nonce: s.i.ID, ids: s.ids}
	}
	if s.late != nil {
		id, err := s.late.put(ctx, n, m)
		if !lacking(err) || s.late.in != s.i.ChannelID {
			return id, err
		}
	}
	// Nobody else may see it, or the bot itself has no access to the channel.
	direct, err := s.api.DirectChannel(ctx, s.user)
	if err != nil {
		return "", fmt.Errorf("opening a direct message for a late answer: %w", err)
	}
	s.late = &channelStage{api: s.api, in: direct.ID, nonce: s.i.ID}
	return s.late.put(ctx, n, m)
}

// outwaits reports whether Discord wants so long a wait that the interaction
// will have expired after it.
func (s *replyStage) outwaits(err error) bool {
	fault := new(link.Error)
	return errors.As(err, &fault) && fault.Status == http.StatusTooManyRequests && s.now().Add(fault.RetryAfter).After(s.expires)
}

// reply shows a message by the interaction's token.
func (s *replyStage) reply(ctx context.Context, n int, m wire.Message) (string, error) {
	if s.private && n > 0 {
		m.Flags |= wire.Ephemeral
	}
	var sent *discordgo.Message
	var err error
	switch {
	case n == 0:
		sent, err = s.api.EditOriginal(ctx, s.i.AppID, s.i.Token, m)
	case n < len(s.ids):
		sent, err = s.api.EditFollowup(ctx, s.i.AppID, s.i.Token, s.ids[n], m)
	default:
		sent, err = s.api.Followup(ctx, s.i.AppID, s.i.Token, m)
	}
	if err != nil {
		return "", fmt.Errorf("replying to an interaction: %w", err)
	}
	if n == len(s.ids) {
		s.ids = append(s.ids, sent.ID)
	}
	return sent.ID, nil
}

func (s *replyStage) clear(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.late != nil {
		return s.late.clear(ctx)
	}
	var faults []error
	for n := len(s.ids) - 1; n > 0; n-- {
		faults = append(faults, s.api.DeleteFollowup(ctx, s.i.AppID, s.i.Token, s.ids[n]))
	}
	faults = append(faults, s.api.DeleteOriginal(ctx, s.i.AppID, s.i.Token))
	return errors.Join(faults...)
}

func (s *replyStage) channel() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.late != nil {
		return s.late.in
	}
	return s.i.ChannelID
}

// expired reports whether an interaction's token is good for nothing more.
func expired(err error) bool {
	return link.IsCode(err, link.CodeUnknownWebhook, link.CodeInvalidWebhookToken)
}

// A channelStage shows messages in a channel, the first as a reply to another
// message if there is one.
type channelStage struct {
	api   API
	in    string
	reply string
	// unread, when set, is told that the bot may not read the channel, and so
	// not reply to a message of it either.
	unread func(ctx context.Context)
	// nonce, when set, keeps a message from being sent twice.
	nonce string
	ids   []string
}

func (s *channelStage) put(ctx context.Context, n int, m wire.Message) (string, error) {
	if n < len(s.ids) {
		sent, err := s.api.Edit(ctx, s.in, s.ids[n], m)
		if err != nil {
			return "", fmt.Errorf("editing a message: %w", err)
		}
		return sent.ID, nil
	}
	if n == 0 {
		m.Reply = s.reply
	}
	if s.nonce != "" {
		m.Nonce = fmt.Sprintf("%s-%d", s.nonce, n)
	}
	m.Flags &^= wire.Ephemeral
	sent, err := s.api.Send(ctx, s.in, m)
	if link.IsCode(err, link.CodeCannotReply) {
		if s.unread != nil {
			s.unread(ctx)
		}
		s.reply, m.Reply = "", ""
		sent, err = s.api.Send(ctx, s.in, m)
	}
	if err != nil {
		return "", fmt.Errorf("sending a message: %w", err)
	}
	s.ids = append(s.ids, sent.ID)
	return sent.ID, nil
}

func (s *channelStage) clear(ctx context.Context) error {
	var faults []error
	for _, id := range s.ids {
		if err := s.api.Delete(ctx, s.in, id); err != nil && !link.IsCode(err, link.CodeUnknownMessage) {
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}

func (s *channelStage) channel() string { return s.in }
