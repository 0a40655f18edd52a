package sources

import (
	"errors"
	"fmt"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Of makes a source of where its documents are, as somebody writes it: a link,
// a path, a mention of a Discord channel. The kind is guessed where it is "";
// the name is made of the location. The caller may change all but the location.
func Of(location string, kind Kind) (Source, error) {
	location = strings.TrimSpace(location)
	if kind != "" && !slices.Contains(Kinds(), kind) {
		return Source{}, fmt.Errorf("there is no kind of source %q; there are %s", kind, joined(Kinds()))
	}
	switch {
	case location == "":
		return Source{}, errors.New("the location of a source is empty; give a link or a path")
	case len(location) > longestLocation:
		return Source{}, fmt.Errorf("the location of a source is longer than %d bytes", longestLocation)
	case strings.ContainsFunc(location, func(r rune) bool { return r < ' ' || r == 0x7f }):
		return Source{}, errors.New("the location of a source holds control characters; copy it again")
	}
	s := Source{Kind: kind, Location: location}
	var err error
	switch channel := channelOf(location); {
	case kind == Upload:
		s.Name = slug(path.Base(filepath.ToSlash(location)))
	case channel != "" && (kind == "" || kind == Discord):
		s.Kind, s.Location, s.Name = Discord, channel, "channel-"+channel
	case kind == Discord:
		err = fmt.Errorf("%q is no channel of Discord; give its link, its mention or its ID", location)
	case isLink(location):
		err = s.link()
	case kind != Git && otherScheme.MatchString(location):
		err = fmt.Errorf("links that begin with %s are not read; give one that begins with https://", otherScheme.FindString(location))
	case kind == "" || kind == Files:
		s.Kind = Files
		if s.Location, err = filepath.Abs(location); err == nil {
			s.Name = slug(filepath.Base(s.Location))
		}
	case kind == Git: // of this machine, or by another protocol
		s.Name = slug(strings.TrimSuffix(path.Base(filepath.ToSlash(strings.TrimRight(location, "/"))), ".git"))
	default:
		err = fmt.Errorf("%q is no link; write it like https://example.org/docs", location)
	}
	if s.Name == "" {
		s.Name = string(s.Kind)
	}
	return s, err
}

const longestLocation = 2000

func joined(kinds []Kind) string {
	var words []string
	for _, k := range kinds {
		words = append(words, string(k))
	}
	return strings.Join(words, ", ")
}

func isLink(location string) bool {
	lower := strings.ToLower(location)
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}

// link completes a source whose location is a link.
func (s *Source) link() error {
	u, err := url.Parse(s.Location)
	if err != nil || u.Hostname() == "" {
		return errors.New("the location is no link that can be understood; copy it again") // it may hold a password
	}
	u.Fragment = ""
	s.Location = u.String()
	if s.Kind == "" {
		s.Kind = kindOf(u)
	}
	last := strings.TrimSuffix(path.Base(strings.TrimRight(u.Path, "/")), ".git")
	host := strings.TrimPrefix(u.Hostname(), "www.")
	switch {
	case last == "." || last == "/" || last == "":
		s.Name = slug(host)
	case s.Kind == Git:
		s.Name = slug(last)
	default:
		s.Name = slug(host + "-" + strings.TrimSuffix(last, path.Ext(last)))
	}
	return nil
}

// codeHosts are hosts at which an address of two parts is that of a
// repository.
var codeHosts = []string{"github.com", "gitlab.com", "codeberg.org", "bitbucket.org"}

func kindOf(u *url.URL) Kind {
	clean := strings.Trim(strings.ToLower(u.Path), "/")
	parts := strings.Split(clean, "/")
	last := parts[len(parts)-1]
	switch {
	case strings.HasSuffix(last, ".git"), len(parts) == 2 && slices.Contains(codeHosts, strings.ToLower(u.Hostname())):
		return Git
	case slices.Contains([]string{".rss", ".atom", ".rdf"}, path.Ext(last)),
		slices.Contains([]string{"feed", "rss", "atom", "feed.xml", "rss.xml", "atom.xml", "index.xml", "feed.json"}, last):
		return Feed
	}
	return Website
}

var (
	otherScheme    = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*://`)
	channelMention = regexp.MustCompile(`^<#(\d{15,20})>$`)
	channelLink    = regexp.MustCompile(`^https?://(?:\w+\.)?discord(?:app)?\.com/channels/\d{15,20}/(\d{15,20})(?:/\d{15,20})?/?$`)
	snowflake      = regexp.MustCompile(`^\d{15,20}$`)
)

// channelOf is the ID of the Discord channel that is meant, "" for none.
func channelOf(location string) string {
	for _, form := range []*regexp.Regexp{channelMention, channelLink} {
		if found := form.FindStringSubmatch(location); found != nil {
			return found[1]
		}
	}
	return snowflake.FindString(location)
}

// slug makes a name of any text; "" when nothing of it is left.
func slug(text string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(text) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	name := strings.Trim(b.String(), "-")
	return strings.Trim(name[:min(len(name), longestName)], "-")
}

// longestName is how long the name of a source may be, in bytes.
const longestName = 40

// Check finds what is wrong with a source.
func (s Source) Check() error {
	switch {
	case !validName.MatchString(s.Name):
		return fmt.Errorf("%q is no name for a source; take up to %d of a-z, 0-9 and \"-\", with a letter or digit at both ends", s.Name, longestName)
	case !slices.Contains(Kinds(), s.Kind):
		return fmt.Errorf("the source %q: there is no kind of source %q; there are %s", s.Name, s.Kind, joined(Kinds()))
	case s.Location == "":
		return fmt.Errorf("the source %q: its location is empty; give a link or a path", s.Name)
	case s.Every < 0:
		return fmt.Errorf("the source %q: the time between two syncs is negative", s.Name)
	case slices.ContainsFunc(s.Audience, func(label string) bool { return strings.TrimSpace(label) == "" }):
		return fmt.Errorf("the source %q: a label of its audience is empty", s.Name)
	case !slices.Contains([]string{"", "names", "initials", "hidden"}, s.Options.Authors):
		return fmt.Errorf("the source %q: authors are shown as names, initials or hidden, not %q", s.Name, s.Options.Authors)
	}
	return nil
}

// Shown is the location for people: without names and passwords.
func (s Source) Shown() string {
	u, err := url.Parse(s.Location)
	if err != nil || u.User == nil {
		return s.Location
	}
	u.User = nil
	return u.String()
}
