package sources

import (
	"context"
	"iter"
	"regexp"
	"time"

	"footnote/corpus"
)

// A Kind says how a source is read.
type Kind string

// The kinds of sources.
const (
	Files   Kind = "files"   // a folder, a file or an archive of this machine
	Git     Kind = "git"     // a repository
	Website Kind = "website" // a website, or a part of one
	Feed    Kind = "feed"    // RSS, Atom or JSON Feed
	Discord Kind = "discord" // the history of a channel, a thread or a forum
	Upload  Kind = "upload"  // a file that was handed over
)

// Kinds are all kinds.
func Kinds() []Kind { return []Kind{Files, Git, Website, Feed, Discord, Upload} }

// A Source is something that documents come from.
type Source struct {
	// Name is 1 to 40 of a-z, 0-9 and "-". Documents have it in front of their
	// IDs.
	Name string `json:"name"`
	Kind Kind   `json:"kind"`
	// Location is a path, a URL, the ID of a channel, or the name of the file
	// that was handed over.
	Location string `json:"location"`
	// Every is the time between two syncs; 0 is what is usual for the kind.
	Every time.Duration `json:"every,omitzero"`
	// Audience are the labels of those who may see it; none is everyone.
	Audience []string `json:"audience,omitempty"`
	// Guild is the ID of the Discord server that added it, "" for the operator.
	Guild   string    `json:"guild,omitempty"`
	Added   time.Time `json:"added,omitzero"`
	Options Options   `json:"options,omitzero"`
}

// Options say how a source is read. Each kind takes those that mean something
// to it.
type Options struct {
	// Branch of a repository; "" is its usual one.
	Branch string `json:"branch,omitempty"`
	// Folder of a repository that is read; "" is all.
	Folder string `json:"folder,omitempty"`
	// Include and Exclude are patterns of paths, as ignore files have them.
	// Without Include all is included.
	Include []string `json:"include,omitempty"`
	Exclude []string `json:"exclude,omitempty"`
	// MaxPages and MaxDepth limit how much of a website is read; 0 is a usual
	// limit.
	MaxPages int `json:"max_pages,omitzero"`
	MaxDepth int `json:"max_depth,omitzero"`
	// AllowPrivate lets addresses be read that are not public.
	AllowPrivate bool `json:"allow_private,omitempty"`
	// Authors says how the authors of messages are shown: names, initials,
	// hidden; "" is as the server's settings say.
	Authors string `json:"authors,omitempty"`
	// NoIgnore disregards ignore files.
	NoIgnore bool `json:"no_ignore,omitempty"`
}

// An Origin is a source that was opened to be read once.
type Origin interface {
	// Documents yields what the source holds now. Errors are *corpus.Faults,
	// *corpus.Kepts, or fatal. A source that cannot be reached yields a fault
	// of kind Unread whose path holds those of all its documents. Document.ID
	// is a name within the source.
	Documents(ctx context.Context) iter.Seq2[corpus.Document, error]
}

// Interval is the time between two syncs.
func (s Source) Interval() time.Duration {
	if s.Every > 0 {
		return max(s.Every, leastInterval)
	}
	switch s.Kind {
	case Files: // which is watched besides
		return 5 * time.Minute
	case Git, Feed, Discord:
		return 15 * time.Minute
	case Upload:
		return 24 * time.Hour
	}
	return 6 * time.Hour
}

// leastInterval keeps what other people's machines are asked within bounds.
const leastInterval = time.Minute

var validName = regexp.MustCompile(`^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$`)
