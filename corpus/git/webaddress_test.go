package git

import (
	"net/url"
	"strings"
	"testing"
)

func TestWebAddresses(t *testing.T) {
	for _, test := range []struct{ remote, branch, path, want string }{
		{"https://github.com/o/r.git", "main", "docs/a b.md", "https://github.com/o/r/blob/main/docs/a%20b.md"},
		{"https://GitHub.com/o/r/", "release/2.x", "a#1?.md", "https://github.com/o/r/blob/release/2.x/a%231%3F.md"},
		{"https://github.com/o/r", "main", "100%/ä.md", "https://github.com/o/r/blob/main/100%25/%C3%A4.md"},
		{"https://github.com/o/r", "ä#b", "x.md", "https://github.com/o/r/blob/%C3%A4%23b/x.md"},
		{"https://github.com/o/r/deeper", "main", "x.md", ""},
		{"https://github.com/o", "main", "x.md", ""},
		{"https://github.com/o/.git", "main", "x.md", ""},
		{"https://github.com//r", "main", "x.md", ""},
		{"https://github.com/../r", "main", "x.md", ""},
		{"https://github.com:8443/o/r", "main", "x.md", ""},
		{"https://github.com/o/r", "", "x.md", ""},
		{"https://gist.github.com/o/r", "main", "x.md", ""},
		{"https://gitlab.com/g/s/r.git", "main", "x.md", "https://gitlab.com/g/s/r/-/blob/main/x.md"},
		{"https://gitlab.example.org/g/r", "main", "x.md", ""},
		{"https://codeberg.org/o/r.git", "a/b", "x.md", "https://codeberg.org/o/r/src/branch/a/b/x.md"},
		{"https://gitea.com/o/r", "main", "x.md", "https://gitea.com/o/r/src/branch/main/x.md"},
		{"https://bitbucket.org/o/r.git", "main", "x.md", "https://bitbucket.org/o/r/src/main/x.md"},
		{"https://bitbucket.org/o/r.git", "a/b", "x.md", ""},
		{"https://git.example.org/o/r", "main", "x.md", ""},
	} {
		remote, err := parseRemote(test.remote)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if to := webAddresses(remote.address, test.branch); to != nil {
			got = to(test.path)
		}
		if got != test.want {
			t.Errorf("%s of branch %q in %s is at %q, want %q", test.path, test.branch, test.remote, got, test.want)
		}
	}
	if webAddresses(nil, "main") != nil {
		t.Error("a folder has web addresses")
	}
}

func FuzzWebAddresses(f *testing.F) {
	f.Add("https://github.com/o/r.git", "main", "docs/x.md")
	f.Add("https://user:secret@gitlab.com/g/s/r", "a/b", "ä/#?%.md")
	f.Add("https://bitbucket.org/%2e%2e/r", "main", "x")
	f.Fuzz(func(t *testing.T, location, branch, path string) {
		r, err := parseRemote(location)
		if err != nil {
			return
		}
		make := webAddresses(r.address, branch)
		if make == nil {
			return
		}
		address, err := url.Parse(make(path))
		if err != nil || address.Scheme != "https" || address.User != nil || address.RawQuery != "" || address.Fragment != "" {
			t.Fatalf("%q of %q makes %q: %v", path, location, make(path), err)
		}
		if address.Host != strings.ToLower(r.address.Host) || !strings.HasSuffix(address.Path, "/"+path) {
			t.Errorf("%q of %q is %q", path, location, address)
		}
	})
}
