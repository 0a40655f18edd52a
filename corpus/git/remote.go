package git

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
)

// A remote is where a repository is: at an address, or in a folder of this
// machine.
type remote struct {
	// address has no user and no password; nil for a folder.
	address        *url.URL
	user, password string
	folder         string
}

// scpLike matches the short form of addresses for ssh.
var scpLike = regexp.MustCompile(`^(?:[^@/\\]+@)?([^:/\\@]{2,}):([^\\]*)$`)

// parseRemote reads the location of a source. Errors show no secrets.
func parseRemote(location string) (remote, error) {
	scheme, rest, hasScheme := strings.Cut(location, "://")
	switch scheme = strings.ToLower(scheme); {
	case strings.TrimSpace(location) == "":
		return remote{}, errors.New("the address of the repository is empty")
	case strings.ContainsFunc(location, func(r rune) bool { return r < ' ' || r == 0x7f }):
		return remote{}, errors.New("the address of the repository holds control characters")
	case hasScheme && (scheme == "https" || scheme == "http"):
		return parseAddress(location)
	case hasScheme && scheme == "file":
		return parseFile(location)
	case hasScheme && (scheme == "ssh" || scheme == "git+ssh" || scheme == "ssh+git"):
		authority, path, _ := strings.Cut(rest, "/")
		return remote{}, noSSH(authority[strings.LastIndexByte(authority, '@')+1:], path)
	case hasScheme && strings.Contains(scheme, "@"):
		return remote{}, errors.New("a user and a password stand behind https://, not before it")
	case hasScheme:
		return remote{}, fmt.Errorf("repositories are read over https, not %q", scheme)
	case strings.Contains(location, "::"):
		return remote{}, errors.New("helpers of git are not run; give an address that begins with https://")
	}
	if parts := scpLike.FindStringSubmatch(location); parts != nil {
		return remote{}, noSSH(parts[1], parts[2])
	}
	return local(location)
}

func noSSH(host, path string) error {
	if strings.Contains(path, "@") { // which has a password in it, as like as not
		return errors.New("the address of a repository begins with https://")
	}
	host, _, _ = strings.Cut(host, ":") // the port is that of ssh
	return fmt.Errorf("repositories are not read over ssh; use https://%s/%s, with user:token@ before the host if it is private", host, strings.TrimPrefix(path, "/"))
}

func parseAddress(location string) (remote, error) {
	address, err := url.Parse(location)
	switch {
	case err != nil: // the error of net/url would show all of it
		return remote{}, fmt.Errorf("%s is no address; characters such as @ or # in a password are written %%40 or %%23", redacted(location))
	case address.Hostname() == "":
		return remote{}, errors.New("the address of the repository names no host")
	case address.RawQuery != "" || address.ForceQuery || address.Fragment != "":
		return remote{}, errors.New("the address of a repository has nothing after ? or #; leave that out")
	case strings.Trim(address.Path, "/") == "":
		return remote{}, fmt.Errorf("%s names a host, but no repository", redacted(location))
	}
	r := remote{address: address}
	if address.User != nil {
		r.user = address.User.Username()
		r.password, _ = address.User.Password()
		address.User = nil
	}
	return r, nil
}

func parseFile(location string) (remote, error) {
	address, err := url.Parse(location)
	if err != nil || address.Host != "" && address.Host != "localhost" {
		return remote{}, errors.New("an address of a folder is written file:///path")
	}
	return local(filepath.FromSlash(address.Path))
}

func local(folder string) (remote, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return remote{}, fmt.Errorf("the folder of the repository cannot be found: %w", err)
	}
	return remote{folder: folder}, nil
}

// String is the remote for people, without secrets.
func (r remote) String() string {
	if r.address == nil {
		return r.folder
	}
	return r.address.String()
}

// hidden takes the secrets out of a text that others wrote.
func (r remote) hidden(text string) string {
	for _, secret := range []string{r.password, r.user} {
		if len(secret) < 6 {
			continue // a word such as "git", or "x" beside a token
		}
		for _, written := range []string{secret, url.PathEscape(secret), url.QueryEscape(secret)} {
			text = strings.ReplaceAll(text, written, "...")
		}
	}
	return text
}

// sign gives a request the user and the password, if it goes where they belong.
func (r remote) sign(request *http.Request) {
	if r.user+r.password != "" && request.URL.Scheme == r.address.Scheme && request.URL.Host == r.address.Host {
		request.SetBasicAuth(r.user, r.password)
	}
}

// redacted is the location of a repository without the user and password in it.
func redacted(location string) string {
	scheme, rest, ok := strings.Cut(location, "://")
	if !ok {
		return location
	}
	scheme = scheme[strings.LastIndexByte(scheme, '@')+1:]
	at := strings.LastIndexByte(rest, '@')
	// A slash in a password should have been escaped. What looks like a host
	// may be a part of one then.
	if at >= 0 && (!strings.Contains(rest[:at], "/") || strings.Contains(rest[:at], ":")) {
		rest = rest[at+1:]
	}
	return scheme + "://" + rest
}
