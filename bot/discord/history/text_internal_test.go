package history

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"
)

// harbour is a view with some names, and people in it.
func harbour(how string) *people {
	v := (&Origin{}).newView()
	v.known = known{Authors: how, Channels: map[string]string{"5": "square"}, Roles: map[string]string{"6": "crew of Ada Olsen"}}
	return v.peopleOf([]message{{ID: "1", Author: person{ID: "1", Name: "Ada Olsen", User: "ada_o"}, Mentions: []person{{ID: "2", Name: "Ben"}}},
		{ID: "2", Author: person{ID: "3", Name: "Will"}}, {ID: "3", Author: person{ID: "4", Name: "田中"}}})
}

func TestPlain(t *testing.T) {
	const fence = "```"
	for _, test := range []struct{ text, want string }{
		{"plain words", "plain words"},
		{"**bold** *it* _it_ __under__ ~~gone~~ ||secret||", "bold it it under gone secret"},
		{"***both*** and **two *in* one**", "both and two in one"},
		{"2 * 3 * 4 = 24, snake_case_name, a*b*c", "2 * 3 * 4 = 24, snake_case_name, a*b*c"},
		{`\*not it\* and C:\\dir`, `*not it* and C:\dir`},
		{"# Title\n-# small\n> quoted\n- item", "Title\nsmall\n> quoted\n- item"},
		{"run `go *test* <@1>` now", "run go *test* @Ada Olsen now"},
		{"``a ` b``", "a ` b"},
		{fence + "go\nx := **p\n" + fence + " and **bold**", fence + "go\nx := **p\n" + fence + " and bold"},
		{fence + "\nask <@2>\n" + fence, fence + "\nask @Ben\n" + fence},
		{"<@1> <@!2> <@99>", "@Ada Olsen @Ben @somebody"},
		{"**<@1>**, <@&6> and <@&7>", "@Ada Olsen, @crew of Ada Olsen and @role"},
		{"in <#5> or <#50>", "in #square or #channel"},
		{"</corpus add:123> <id:customize>", "/corpus add #customize"},
		{"<:wave:1> <a:party_blob:2>", ":wave: :party_blob:"},
		{"<t:0> <t:0:d> <t:86399:t> <t:-1:R> <t:9999999999999>", "1970-01-01 00:00 UTC 1970-01-01 23:59 UTC 1969-12-31 23:59 UTC 9999999999999"},
		{"<https://x.example/__a__/*b*> https://x.example/__c__", "https://x.example/__a__/*b* https://x.example/__c__"},
		{"[the *map*](https://x.example/_m_) [no](link)", "the map (https://x.example/_m_) [no](link)"},
		{"[it](<https://x.example/a>)", "it (https://x.example/a)"},
		{"zero\u200bwidth\u202e and \x00 nul \xff", "zerowidth and  nul \ufffd"},
		{"\U000F0000 `x` \U00100000 <@1>", " x  @Ada Olsen"},
		{"<@> <#> <t:> <::1> <@&>", "<@> <#> <t:> <::1> <@&>"},
		{"a < b > c <3", "a < b > c <3"},
	} {
		if got := plain(test.text, harbour(Names)); got != test.want {
			t.Errorf("%q is\n%q, want\n%q", test.text, got, test.want)
		}
	}
}

func TestNamesAreHidden(t *testing.T) {
	for _, test := range []struct{ text, hidden, initials string }{
		{"<@1> and <@2>", "@Member 1 and @Member 2", "@A. O. and @B."},
		{"Thanks Ada Olsen! ada olsen, @ada_o", "Thanks Member 1! Member 1, @Member 1", "Thanks A. O.! A. O., @A. O."},
		{"Ben's boat, BEN, Benjamin, ben", "Member 1's boat, Member 1, Benjamin, ben", "B.'s boat, B., Benjamin, ben"},
		{"It will open. Will it? @Will", "It will open. Will it? @Member 1", "It will open. Will it? @W."},
		{"**Ada** Olsen and `Ben`", "Member 1 and Member 2", "A. O. and B."},
		{"https://x.example/ada_o", "https://x.example/Member 1", "https://x.example/A. O."},
		{"<@&6> <:ada_o_waves:9>", "@crew of Member 1 :Member 1_waves:", "@crew of A. O. :A. O._waves:"},
		{"田中さん", "Member 1さん", "田.さん"},
		{"<@99> <@98>", "@Member 1 @Member 2", "@Somebody @Somebody (2)"},
		{"```\nmail Ada Olsen\n```", "```\nmail Member 1\n```", "```\nmail A. O.\n```"},
	} {
		if got := plain(test.text, harbour(Hidden)); got != test.hidden {
			t.Errorf("%q is\n%q, want\n%q", test.text, got, test.hidden)
		}
		if got := plain(test.text, harbour(Initials)); got != test.initials {
			t.Errorf("%q is by initials\n%q, want\n%q", test.text, got, test.initials)
		}
	}
}

// Two who are called alike are told apart.
func TestNamesakes(t *testing.T) {
	v := (&Origin{}).newView()
	v.Authors = Initials
	p := v.peopleOf([]message{{Author: person{ID: "1", Name: "Ada Olsen"}}, {Author: person{ID: "2", Name: "Anna Oster"}}, {Author: person{ID: "3", Name: "✨"}}})
	for id, want := range map[string]string{"1": "A. O."} {
		if got := p.person(id) + p.person("2") + p.person(id) + p.person("3"); got != want+"A. O. (2)"+want+"Somebody" {
			t.Errorf("they are %q", got)
		}
	}
}

var mention = regexp.MustCompile(`<@[!&]?[0-9]+>|<#[0-9]+>`)

// FuzzPlain: whatever was written, the text is valid, names nobody and mentions
// nobody by number.
func FuzzPlain(f *testing.F) {
	for _, seed := range []string{"**a** <@1> ``` Ada Olsen ``` `Ben`", "\xff<t:1:R>||x||", "[a](https://b) \\*", "<@1<@1>>", "Ada  Olsen", "```<@1>", "\U000F0000 `x`", "B`en`"} {
		f.Add(seed)
	}
	names := regexp.MustCompile(`(?:^|[^\pL\pN\pM])(?:Ada Olsen|Ben)(?:$|[^\pL\pN\pM])`)
	f.Fuzz(func(t *testing.T, text string) {
		got := plain(text, harbour(Hidden))
		if !utf8.ValidString(got) {
			t.Errorf("%q is not valid: %q", text, got)
		}
		if names.MatchString(got) {
			t.Errorf("%q names somebody: %q", text, got)
		}
		if mention.MatchString(strings.ReplaceAll(got, "\ufffd", "")) && !strings.ContainsAny(text, "\\`*_~|[") {
			t.Errorf("%q mentions somebody: %q", text, got)
		}
		if len(got) > 20*len(text)+20 {
			t.Errorf("%q became %d bytes", text, len(got))
		}
	})
}

func TestIsCommand(t *testing.T) {
	for text, want := range map[string]bool{
		"!rank": true, "?tag rules now": true, "/ask when": true, "<@9> when?": true, "<@!9>when": true, ".ping": true, ";;play": true, "-help ": true,
		"when?": false, "/etc/passwd is broken": false, ".env is missing": false, "-v does not help": false, "!": false, "$HOME": false,
		"!Important": false, "? what": false, "hi <@9>": false, "<@8> hi": false, "": false,
	} {
		if isCommand(text, "9") != want {
			t.Errorf("%q is a command: %v", text, !want)
		}
	}
}

func TestSolvedTags(t *testing.T) {
	l := newLexicon()
	for name, want := range map[string]bool{
		"Solved": true, "✅ SOLVED": true, "[resolved]": true, "answered!": true, "Beantwortet": true, "résolu": true, "RESUELTO": true, "Решено": true,
		"решён": true, "已解决": true, "Solved/Closed": true,
		"unsolved": false, "not solved": false, "no resuelto": false, "non résolu": false, "не решено": false, "nicht gelöst": false, "未解决": false,
		"open": false, "": false, "partly answered": false, "solver": false,
	} {
		if l.says(name) != want {
			t.Errorf("%q says that it is solved: %v", name, !want)
		}
	}
	if tags := l.solvedTags(&discordgo.Channel{AvailableTags: []discordgo.ForumTag{{ID: "1", Name: "Solved"}, {ID: "2", Name: "Open"}}}); !tags["1"] || tags["2"] {
		t.Errorf("tags: %v", tags)
	}
}

func TestNamelessFiles(t *testing.T) {
	for name, want := range map[string]bool{
		"image.png": true, "image0.jpg": true, "IMG_2044.JPG": true, "unknown.png": true, "Screenshot_20260301-1201.png": true, "SPOILER_image.png": true,
		"voice-message.ogg": true, "20260301_120102.jpg": true, "deadbeefcafe.webp": true, "Screenshot 2026-03-01 at 12.01.02 PM.png": true,
		"tide table.pdf": false, "face.png": false, "map.png": false, "cafe.txt": false, "image of the gate.png": false, "report 2024.pdf": false, "notes": false,
	} {
		if nameless.MatchString(name) != want {
			t.Errorf("%q says nothing: %v", name, !want)
		}
	}
}
