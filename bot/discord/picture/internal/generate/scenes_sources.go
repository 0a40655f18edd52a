package main

import (
	"context"
	"errors"

	"footnote/bot/discord/picture"
)

// below is a subcommand of /corpus.
func below(name string, options ...object) object {
	return object{"name": name, "type": 1, "options": options}
}

// add lets Ada add the handbook. What she added is gone after take.
func (s *studio) add(ctx context.Context) (added reply, take func() error, err error) {
	added, err = s.command(ctx, "corpus", below("add", text("location", handbookAt), text("name", "handbook")))
	return added, func() error {
		r, err := s.command(ctx, "corpus", below("remove", text("source", "handbook")))
		if err != nil {
			return err
		}
		id, err := control(r.message.Components, "cr")
		if err != nil {
			return err
		}
		_, err = s.press(ctx, id)
		return err
	}, err
}

// added shows what is said of a new source.
func added(ctx context.Context, s *studio) (picture.View, error) {
	r, take, err := s.add(ctx)
	if err == nil {
		err = take()
	}
	return picture.View{Title: "The command /corpus add", About: "A link is typed behind /corpus add. The reply tells what was read, what was not and why, " +
		"and a question that can be asked now, with a button to ask it.", Parts: []picture.Part{
		picture.Typed{Command: "corpus add", Options: []picture.Option{{Name: "location", Value: handbookAt}, {Name: "name", Value: "handbook"}}},
		said(r, "Ada used /corpus add")}}, err
}

// corpusList shows the list of sources.
func corpusList(ctx context.Context, s *studio) (picture.View, error) {
	_, take, err := s.add(ctx)
	if err != nil {
		return picture.View{}, err
	}
	r, err := s.command(ctx, "corpus", below("list"))
	return one("The sources", "Each source with its kind, where it is, what it holds, when it was read, and who sees it.", "Ada used /corpus list", r,
		errors.Join(err, take()))
}
