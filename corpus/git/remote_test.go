package git

import (
	"net/http"
	"strings"
	"testing"
)

func TestParseRemote(t *testing.T) {
	for location, want := range map[string]struct{ address, user, password, says string }{
		"https://github.com/o/r.git":             {address: "https://github.com/o/r.git"},
		"HTTPS://GitHub.com/o/r":                 {address: "https://GitHub.com/o/r"},
		"http://git.example.org:3000/a/b/c/":     {address: "http://git.example.org:3000/a/b/c/"},
		"https://ada:token@github.com/o/r":       {address: "https://github.com/o/r", user: "ada", password: "token"},
		"https://token@github.com/o/r":           {address: "https://github.com/o/r", user: "token"},
		"https://ada:p%40ss%2Fword@example.org/": {says: "names a host, but no repository"},
		"https://ada:p%40ss%2Fw@example.org/r":   {address: "https://example.org/r", user: "ada", password: "p@ss/w"},
		"https://ada:pa/ss@example.org/r":        {says: "https://example.org/r is no address"},
		"https://ada:se%zz@example.org/r":        {says: "https://example.org/r is no address"},
		"https:///r":                             {says: "names no host"},
		"https://example.org/r?x=1":              {says: "nothing after ?"},
		"https://example.org/r#readme":           {says: "nothing after ?"},
		"https://example.org":                    {says: "no repository"},
		"ssh://git@github.com/o/r.git":           {says: "use https://github.com/o/r.git"},
		"ssh://git:secret1@github.com:22/o/r":    {says: "use https://github.com/o/r,"},
		"git+ssh://github.com/o/r":               {says: "use https://github.com/o/r,"},
		"git@github.com:o/r.git":                 {says: "use https://github.com/o/r.git"},
		"github.com:o/r.git":                     {says: "use https://github.com/o/r.git"},
		"ada:secret1@https://github.com/o/r":     {says: "behind https://"},
		"ada:secret1@github.com/o/r":             {says: "begins with https://"},
		"git://github.com/o/r":                   {says: `over https, not "git"`},
		"ftp://x/y":                              {says: `over https, not "ftp"`},
		"ext::sh -c touch% /tmp/pwned":           {says: "helpers of git are not run"},
		"fd::17":                                 {says: "helpers of git are not run"},
		"":                                       {says: "empty"},
		"  ":                                     {says: "empty"},
		"https://example.org/r\nx":               {says: "control characters"},
		"file://host/share":                      {says: "file:///path"},
		"file:///srv/r.git":                      {},
		"/srv/r.git":                             {},
		"./r":                                    {},
		"r@2":                                    {},
	} {
		r, err := parseRemote(location)
		switch {
		case want.says != "" && (err == nil || !strings.Contains(err.Error(), want.says)):
			t.Errorf("%q: error %v, want one that says %q", location, err, want.says)
		case want.says != "":
			for _, secret := range []string{"secret1", "pa/ss", "ss@", "se%zz", "p%40"} {
				if strings.Contains(err.Error(), secret) {
					t.Errorf("%q: the error shows the password: %v", location, err)
				}
			}
		case err != nil:
			t.Errorf("%q: %v", location, err)
		case want.address == "" && r.folder == "":
			t.Errorf("%q is %+v, want a folder", location, r)
		case want.address != "" && (r.String() != want.address || r.user != want.user || r.password != want.password):
			t.Errorf("%q is %+v, want %+v", location, r, want)
		}
	}
}

func TestRedacted(t *testing.T) {
	for location, want := range map[string]string{
		"https://ada:secret@example.org/r":       "https://example.org/r",
		"https://secret@example.org/r":           "https://example.org/r",
		"https://ada:se/cret@example.org/r":      "https://example.org/r",
		"https://a/b:secret@example.org/r":       "https://example.org/r",
		"https://ada:sec@ret@example.org/r":      "https://example.org/r",
		"https://example.org/r@2":                "https://example.org/r@2",
		"https://example.org/r":                  "https://example.org/r",
		"/home/ada@work/r":                       "/home/ada@work/r",
		"git@github.com:o/r.git":                 "git@github.com:o/r.git",
		"":                                       "",
		"ada:secret@https://example.org/r":       "https://example.org/r",
		"https://ada:secret@example.org/r\x00%z": "https://example.org/r\x00%z",
	} {
		if got := redacted(location); got != want {
			t.Errorf("%q is shown as %q, want %q", location, got, want)
		}
	}
}

func TestSecretsAreTakenOut(t *testing.T) {
	r := remote{user: "ada-lovelace", password: "p@ss/word"}
	const text = "cannot log in as ada-lovelace with p@ss/word, p@ss%2Fword or p%40ss%2Fword"
	if got := r.hidden(text); got != "cannot log in as ... with ..., ... or ..." {
		t.Errorf("hidden to %q", got)
	}
	if got := (remote{user: "git", password: "x"}).hidden("the git server has text"); got != "the git server has text" {
		t.Errorf("hidden to %q", got)
	}
}

func TestSignsForOneServer(t *testing.T) {
	r, err := parseRemote("https://ada:secret@example.org/r")
	if err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]bool{
		"https://example.org/r/info/refs": true, "https://example.org/other": true, "http://example.org/r": false,
		"https://example.org:8443/r": false, "https://evil.example.org/r": false, "https://example.org.evil/r": false,
	} {
		request, _ := http.NewRequest(http.MethodGet, address, nil)
		r.sign(request)
		if _, _, signed := request.BasicAuth(); signed != want {
			t.Errorf("%s signed: %v, want %v", address, signed, want)
		}
	}
}

func FuzzParseRemote(f *testing.F) {
	for _, seed := range []string{"https://ada:secret@example.org/r.git", "git@github.com:o/r", "ssh://a@b:22/c", "file:///x", "ext::sh", "/x", "https://[::1]:3000/r", "https://a:b/c@d:e@f/g"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, location string) {
		shown := redacted(location)
		if again := redacted(shown); again != shown {
			t.Errorf("%q is shown as %q, and that as %q", location, shown, again)
		}
		r, err := parseRemote(location)
		if err != nil {
			return
		}
		if (r.address == nil) == (r.folder == "") {
			t.Errorf("%q is neither or both: %+v", location, r)
		}
		if r.address != nil && (r.address.User != nil || r.address.Host == "" || len(r.password) > 5 && strings.Contains(shown, ":"+r.password+"@")) {
			t.Errorf("%q keeps secrets in %v, shown as %q", location, r.address, shown)
		}
	})
}
