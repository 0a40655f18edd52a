package feed

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"footnote/corpus"
	"footnote/corpus/fetch"
	"footnote/corpus/fetch/sealed"
	"footnote/corpus/sources"
)

// A Feed is an Origin of the kind sources.Feed. Range over Documents once at a
// time.
type Feed struct {
	client   *fetch.Client
	dir      string
	location string

	skipped int
}

// New makes a Feed of a source, whose location is a feed or a page that names
// one. Its items are kept in dir.
func New(client *fetch.Client, dir string, source sources.Source) (*Feed, error) {
	if err := client.Check(source.Location); err != nil {
		return nil, err
	}
	return &Feed{client: client, dir: dir, location: source.Location}, nil
}

// Left tells, after Documents, how many items hold no text.
func (f *Feed) Left() (skipped, ignored int) { return f.skipped, 0 }

// Documents yields a document for each item that the feed shows or showed
// before. Document.Path is the feed's location for all. Errors are
// *corpus.Faults, or ctx's: when the feed cannot be had, one of kind Unread.
func (f *Feed) Documents(ctx context.Context) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		f.skipped = 0
		k, err := f.sync(ctx)
		if ctx.Err() != nil {
			yield(corpus.Document{}, ctx.Err())
			return
		}
		if err != nil {
			yield(corpus.Document{}, &corpus.Fault{Path: f.path(), Kind: corpus.Unread, Err: err})
			return
		}
		for _, i := range k.Items {
			doc, err := f.document(k, i)
			switch {
			case ctx.Err() != nil:
				yield(corpus.Document{}, ctx.Err())
				return
			case err != nil:
				if !yield(corpus.Document{}, &corpus.Fault{Path: f.path(), Kind: corpus.Refused, Err: fmt.Errorf("the item %q: %w", i.ID, err)}) {
					return
				}
			case doc.Text == "":
				f.skipped++
			case !yield(doc, nil):
				return
			}
		}
	}
}

func (f *Feed) path() string { return strings.TrimRight(f.location, "/") }

// sync fetches the feed, if it has changed, and takes up what it shows.
func (f *Feed) sync(ctx context.Context) (kept, error) {
	if err := os.MkdirAll(f.dir, 0o700); err != nil {
		return kept{}, fmt.Errorf("what is known of the feed cannot be kept: %w", err)
	}
	name := filepath.Join(f.dir, listName)
	var k kept
	if sealed.Read(name, &k) != nil || k.Location != f.location {
		k = kept{Location: f.location, Feed: f.location}
	}
	response, err := f.fetch(ctx, &k)
	if err != nil || response.NotModified {
		return k, err
	}
	at, err := url.Parse(response.URL)
	if err != nil {
		return k, err
	}
	l, err := parse(response.Data, at)
	if err != nil {
		return k, err
	}
	k.Validators = response.Validators
	k.merge(l)
	if err := sealed.Write(name, k); err != nil {
		return k, fmt.Errorf("what is known of the feed cannot be kept: %w", err)
	}
	return k, nil
}

// fetch gets the feed, by way of the page that names it if need be.
func (f *Feed) fetch(ctx context.Context, k *kept) (fetch.Response, error) {
	for range 2 {
		response, err := f.client.Do(ctx, fetch.Request{URL: k.Feed, Known: k.Validators, MaxBytes: maxFeed})
		if fetch.Is(err, fetch.Gone) && k.Feed != f.location { // the page may name another one by now
			k.Feed, k.Validators = f.location, fetch.Validators{}
			continue
		}
		if err != nil || response.NotModified || !isPage(response.ContentType, response.Data) {
			return response, err
		}
		at, err := url.Parse(response.URL)
		if err != nil {
			return response, err
		}
		if k.Feed != f.location {
			return response, errors.New("the feed is a page of HTML now")
		}
		found := discover(response.Data, at)
		if found == "" {
			return response, errors.New("the page names no feed; give the address of the feed itself, or add it as a website")
		}
		k.Feed, k.Validators = found, fetch.Validators{}
	}
	response, err := f.client.Do(ctx, fetch.Request{URL: k.Feed, MaxBytes: maxFeed})
	if err == nil && isPage(response.ContentType, response.Data) {
		err = errors.New("what the page names as its feed is a page again; give the address of the feed itself")
	}
	return response, err
}

// document makes a document of an item.
func (f *Feed) document(k kept, i item) (corpus.Document, error) {
	doc := corpus.Document{ID: i.ID, Path: f.path(), Title: i.Title, Author: i.Author, Publisher: k.Title, Date: i.Date, URL: i.URL}
	if strings.TrimSpace(i.Content) == "" {
		return doc, nil
	}
	var err error
	if markup.MatchString(i.Content) {
		doc.Text, doc.Sections, err = corpus.HTMLText([]byte(i.Content))
	} else {
		doc.Text, err = corpus.Decode([]byte(i.Content))
		doc.Text = strings.ReplaceAll(doc.Text, "\r\n", "\n")
	}
	var fault *corpus.Fault
	if errors.As(err, &fault) && fault.Kind != corpus.Doubtful {
		return doc, fault.Err
	}
	if strings.TrimSpace(doc.Text) == "" {
		doc.Text = ""
		return doc, nil
	}
	if doc.Title == "" {
		doc.Title = opening(doc.Text)
	}
	doc.Language = corpus.DetectLanguage(doc.Text)
	if said := language.FindStringSubmatch(strings.ToLower(k.Language)); said != nil && (doc.Language == "" || len(doc.Text) < 500) {
		doc.Language = said[1]
	}
	doc.Hash = doc.ContentHash()
	return doc, nil
}

var language = regexp.MustCompile(`^([a-z]{2})(?:[-_]|$)`)

// opening is how a text begins, for want of a title.
func opening(text string) string {
	const enough = 12
	words := strings.Fields(text)
	if len(words) <= enough {
		return clip(strings.Join(words, " "))
	}
	return clip(strings.Join(slices.Concat(words[:enough], []string{"…"}), " "))
}
