package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"footnote/bot/discord/picture"
)

// scenes are the pictures, by the names of their files.
var scenes = map[string]func(context.Context, *studio) (picture.View, error){
	"typing.svg":   typing,
	"growing.svg":  growing,
	"answer.svg":   answer,
	"footnote.svg": footnote,
	"refusal.svg":  refusal,
	"mention.svg":  mention,
	"found.svg":    found,
	"source.svg":   source,
	"sources.svg":  documentList,
	"check.svg":    check,
	"reason.svg":   reason,
	"settings.svg": settings,
	"help.svg":     help,
	"status.svg":   status,
	"added.svg":    added,
	"corpus.svg":   corpusList,
}

// pictures draws them all.
func pictures(ctx context.Context) (map[string][]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	s, leave, err := open(ctx)
	if err != nil {
		return nil, err
	}
	drawn := map[string][]byte{}
	for _, name := range slices.Sorted(maps.Keys(scenes)) {
		view, err := scenes[name](ctx, s)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("drawing %s: %w", name, err), leave())
		}
		view.Now = noon
		view.Names = map[string]string{idBot: "Footnote", idAda: "Ada", idChannel: "library"}
		drawn[name] = picture.Draw(view)
	}
	return drawn, leave()
}

func text(name, value string) object { return object{"name": name, "type": 3, "value": value} }

// said is a message of the bot's, with what it answers above.
func said(r reply, above string) picture.Said {
	return picture.Said{Author: "Footnote", App: true, Above: above, Message: r.message}
}

// one is a view of one reply.
func one(title, about, above string, r reply, err error) (picture.View, error) {
	return picture.View{Title: title, About: about, Parts: []picture.Part{said(r, above)}}, err
}
