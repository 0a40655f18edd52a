package gate

import "testing"

func TestLinks(t *testing.T) {
	b := newBench(t)
	passage := "See https://docs.example.org/guide/start?x=1, or write to help@example.org. Run `make all` in /usr/local/share/mill. " +
		"Ask @miller on example.org/mills. The invite is discord.gg/abc123. Costs of e.g. 5 U.S. dollars."
	for _, x := range []struct {
		statement string
		stands    bool
	}{
		{"See https://docs.example.org/guide/start?x=1.", true},
		{"See (http://docs.example.org/guide/start?x=1)", true},
		{"See [the guide](https://docs.example.org/guide/start?x=1).", true},
		{"See https://docs.example.org/guide.", false},
		{"See https://docs.example.org/guide/start.", false},
		{"See https://example.com.", false},
		{"See https://example.org.evil.net/mills.", false},
		{"See example.org/mills.", true},
		{"See www.example.org/mills/.", true},
		{"See evil-example.org/mills.", false},
		{"Visit mills.com for more.", false},
		{"See [here](javascript:alert).", false},
		{"Write to help@example.org.", true},
		{"Write to boss@example.org.", false},
		{"Run `make all`.", true},
		{"Run `make clean`.", false},
		{"It lies in /usr/local/share/mill.", true},
		{"It lies in /etc/passwd.", false},
		{`It lies in C:\Windows\mill.`, false},
		{"Ask @miller.", true},
		{"Ask @baker.", false},
		{"Ask <@123456789>.", false},
		{"Join discord.gg/abc123.", true},
		{"Join discord.gg/zzz.", false},
		{"The U.S. pays, e.g. in dollars.", true},
		{"It weighs 2.5 kg.", true},
		{"The end.It goes on.", true},
		{"See https://.", false},
		{"See (http://) or www.", false},
		{"See //evil.example/x.", false},
		{"See https : //evil.example for more.", false},
		{"See (evil．com) for more.", false},
		{"[1]: evil.example", false},
	} {
		if fault := b.links.checkLinks(x.statement, []string{passage}); (fault == "") != x.stands {
			t.Errorf("%q: %q", x.statement, fault)
		}
	}
}

func FuzzLinks(f *testing.F) {
	for _, s := range []string{"https://a.example/b?c", "a@b.example.org", "[x](y)", "`code`", "<@1>", "/a/b", `C:\a`, "www.x.org/", "…", "http://"} {
		f.Add(s)
	}
	b := newBench(f)
	f.Fuzz(func(t *testing.T, s string) {
		if fault := b.links.checkLinks(s, nil); fault != "" && len(b.links.links(s)) == 0 {
			t.Fatalf("%q has no address, but %s", s, fault)
		}
	})
}
