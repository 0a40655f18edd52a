package discordtest

import (
	"context"
	"time"
)

// Kinds of interactions.
const (
	kindCommand      = 2
	kindComponent    = 3
	kindAutocomplete = 4
	kindModal        = 5
)

// Kinds of responses.
const (
	RespondMessage      = 4
	RespondDeferred     = 5
	RespondDeferredEdit = 6
	RespondEdit         = 7
	RespondChoices      = 8
	RespondModal        = 9
)

// How long an interaction waits for its first response, and how long its token
// is good.
const (
	responseTime = 3 * time.Second
	tokenLife    = 15 * time.Minute
)

// An Interaction is one that a user began, and what the bot does about it.
type Interaction struct {
	ID, Token string
	User      User
	ChannelID string
	// Created is when it was sent.
	Created time.Time

	s         *Server
	kind      int
	source    *Message  // the message with the component, or with what showed the modal
	response  *Response // nil until the first
	ephemeral bool
	original  *Message
	followups []*Message
	changed   signal
}

// A Response is the first thing that the bot answered an interaction with.
type Response struct {
	// Kind is one of the Respond constants.
	Kind      int
	Ephemeral bool
	// After is how long it took.
	After time.Duration
	// Data is what came with it, nil for none.
	Data Object
}

// Choices returns what an autocomplete offers.
func (r Response) Choices() []Choice {
	var all []Choice
	for _, o := range objects(r.Data["choices"]) {
		all = append(all, Choice{Name: text(o["name"]), Value: o["value"]})
	}
	return all
}

// Fields returns the custom_ids of the inputs of a modal, in order.
func (r Response) Fields() []string {
	var all []string
	for _, c := range controls(objects(r.Data["components"])) {
		all = append(all, c.CustomID)
	}
	return all
}

// Response returns the first response, if there was one.
func (i *Interaction) Response() (Response, bool) {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	if i.response == nil {
		return Response{}, false
	}
	return *i.response, true
}

// WaitResponse waits for the first response.
func (i *Interaction) WaitResponse(ctx context.Context) (Response, error) {
	var response Response
	err := i.s.await(ctx, &i.changed, "the first response", func() bool {
		if i.response != nil {
			response = *i.response
		}
		return i.response != nil
	})
	return response, err
}

// Messages returns what the bot answered: the original message, if there is
// one, and the followups, deleted ones included.
func (i *Interaction) Messages() []Message {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	return snapshots(i.answers())
}

// WaitMessage waits until the condition holds for one of the messages.
func (i *Interaction) WaitMessage(ctx context.Context, holds func(Message) bool) (Message, error) {
	return i.s.waitMessage(ctx, &i.changed, "a message that answers the interaction", i.answers, holds)
}

// answers are the messages that the interaction made or, as a component,
// edited.
func (i *Interaction) answers() []*Message {
	if i.original == nil {
		return i.followups
	}
	return append([]*Message{i.original}, i.followups...)
}

func snapshots(messages []*Message) []Message {
	var all []Message
	for _, m := range messages {
		all = append(all, m.snapshot())
	}
	return all
}

// waitMessage waits until the condition holds for one of the messages.
func (s *Server) waitMessage(ctx context.Context, on *signal, what string, list func() []*Message, holds func(Message) bool) (Message, error) {
	var found Message
	err := s.await(ctx, on, what, func() bool {
		for _, m := range list() {
			if found = m.snapshot(); holds(found) {
				return true
			}
		}
		return false
	})
	return found, err
}
