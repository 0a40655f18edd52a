package bot_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/retrieval"
)

func TestCheckClaims(t *testing.T) {
	d := libraryDesk(t)
	const since2014 = "China has held the World Internet Conference every year since 2014."
	tests := []struct {
		claim string
		want  bot.Finding
		quote string // in a citation
	}{
		{since2014, bot.Supported, "since 2014"},
		{"The World Internet Conference has been held by China since 2014", bot.Supported, "since 2014"},
		{"China has held the World Internet Conference every year since 2012.", bot.Contradicted, "since 2014"},
		{"India has held the World Internet Conference every year since 2014.", bot.Contradicted, "China has held"},
		{"China has never held the World Internet Conference.", bot.Contradicted, "China has held"},
		{"China has held the World Chess Championship every year since 2003.", bot.NotFound, ""},
		{"The SCO forum on digital diplomacy took place in Astana on July 1.", bot.Supported, "in Astana on July 1"},
		{"The SCO forum on digital diplomacy took place in Almaty on July 1.", bot.Contradicted, "in Astana on July 1"},
		{"The SCO forum on digital diplomacy took place in Astana on July 3.", bot.Contradicted, "in Astana on July 1"},
		{"Su Chang described the six cybersecurity challenges of SCO countries.", bot.Contradicted, "four cybersecurity challenges"},
		{"Belarusians spend 4 hours online on average.", bot.Supported, "4 hours online"},
		{"Belarusians spend 4 minutes online on average.", bot.Contradicted, "4 hours online"},
		{"Russians spend 4 hours per day online on average.", bot.Contradicted, "Russians spend 13 hours"},
		{"The moon is made of green cheese.", bot.NotFound, ""},
		{"Zorblefax quimbled the snarks.", bot.NotFound, ""},
	}
	for _, test := range tests {
		report, err := d.CheckClaims(t.Context(), test.claim, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(report.Claims) != 1 {
			t.Errorf("%q makes %d claims", test.claim, len(report.Claims))
			continue
		}
		v := report.Claims[0]
		checkVerdicts(t, d, report, nil)
		quotes := fmt.Sprint(v.Citations)
		if v.Finding != test.want || !strings.Contains(quotes, test.quote) {
			t.Errorf("%q is %s (%s), citing %s; want %s", test.claim, v.Finding, v.Reason, quotes, test.want)
		}
	}
}

// checkVerdicts checks what holds of every report.
func checkVerdicts(t require, d *desk, report bot.ClaimReport, audience retrieval.Audience) {
	t.Helper()
	markers := 0
	for _, v := range report.Claims {
		if v.Claim == "" || v.Reason == "" || (v.Finding == bot.NotFound) != (len(v.Citations) == 0) {
			t.Fatalf("an odd verdict: %+v", v)
		}
		for _, c := range v.Citations {
			if c.Marker < 1 || c.Marker > markers+1 {
				t.Fatalf("marker %d follows %d", c.Marker, markers)
			}
			markers = max(markers, c.Marker)
			checkSource(t, d, c.Source, c.Quote, audience)
		}
		for _, s := range v.Nearest {
			checkSource(t, d, s, "", audience)
		}
	}
}

// Claims of one message share footnotes, and lean on each other.
func TestCheckClaimsOfAMessage(t *testing.T) {
	d := openIsland(t)
	d.Answerer = d.WithProver(proving(t, nil))
	message := `Hi! Did you know?
The harbour of Lindvik was dug in 1887. It was dug in 1877.
Marta Olsen designed the great crane on the quay. She was an engineer from Bergen. She was a baker from Bergen.
- A storm broke two sails of the windmill in 1987
- the council paid 60,000 crowns for the repair :wave:
> The harbour of Lindvik was dug in 1999.
Isn't that great?`
	report, err := d.CheckClaims(t.Context(), message, nil)
	if err != nil {
		t.Fatal(err)
	}
	checkVerdicts(t, d, report, nil)
	want := []struct {
		finding    bot.Finding
		understood string
	}{
		{bot.Supported, ""},
		{bot.Contradicted, "The harbour of Lindvik was dug in 1877."},
		{bot.Supported, ""},
		{bot.Supported, "Marta Olsen was an engineer from Bergen."},
		{bot.NotFound, "Marta Olsen was a baker from Bergen."},
		{bot.Supported, ""},
		{bot.Contradicted, ""},
	}
	for i, v := range report.Claims {
		t.Logf("%s (%s): %s %s", v.Claim, v.Understood, v.Finding, v.Reason)
		if i >= len(want) || v.Finding != want[i].finding || v.Understood != want[i].understood {
			t.Errorf("claim %d: %+v", i+1, v)
		}
	}
	if len(report.Claims) != len(want) || report.More != 0 {
		t.Errorf("%d claims and %d more, want %d", len(report.Claims), report.More, len(want))
	}
	if a, b := report.Claims[0].Citations, report.Claims[1].Citations; len(a) != 1 || len(b) != 1 || a[0] != b[0] {
		t.Errorf("the same sentence is cited as %v and %v", a, b)
	}
}

// Nothing is told of a document that the asker may not see.
func TestCheckClaimsAudience(t *testing.T) {
	d := openIsland(t)
	d.Answerer = d.WithProver(proving(t, nil))
	for _, test := range []struct {
		audience retrieval.Audience
		want     [2]bot.Finding
	}{
		{nil, [2]bot.Finding{bot.NotFound, bot.NotFound}},
		{retrieval.Audience{"council"}, [2]bot.Finding{bot.Supported, bot.Contradicted}},
	} {
		report, err := d.CheckClaims(t.Context(), "Peder Lund earns 612,000 crowns a year as harbour master. Peder Lund earns 613,500 crowns a year as harbour master.", test.audience)
		if err != nil {
			t.Fatal(err)
		}
		checkVerdicts(t, d, report, test.audience)
		for i, v := range report.Claims {
			if v.Finding != test.want[i] {
				t.Errorf("for %q: %+v", test.audience, v)
			}
		}
	}
}

func TestCheckManyClaims(t *testing.T) {
	d := openIsland(t)
	d.Answerer = d.WithProver(proving(t, nil))
	var b strings.Builder
	for i := range 15 {
		fmt.Fprintf(&b, "- The harbour of Lindvik was dug in %d\n", 1880+i)
	}
	report, err := d.CheckClaims(t.Context(), b.String(), nil)
	if err != nil || len(report.Claims) != 12 || report.More != 3 {
		t.Errorf("%d claims and %d more, %v", len(report.Claims), report.More, err)
	}
	report, err = d.CheckClaims(t.Context(), "Who? When?", nil)
	if err != nil || report.Claims == nil || len(report.Claims) != 0 || report.More != 0 {
		t.Errorf("no claim: %+v, %v", report, err)
	}
}

func TestCheckClaimsFails(t *testing.T) {
	const claim = "The harbour of Lindvik was dug in 1887."
	d := openIsland(t)
	if _, err := d.CheckClaims(t.Context(), claim, nil); err == nil {
		t.Error("claims are checked by nothing")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := d.WithProver(proving(t, nil)).CheckClaims(ctx, claim, nil); err == nil {
		t.Error("claims are checked although nobody waits")
	}
	with := d.WithModel(says("no", nil), new(verbatim).prove, bot.ModelOptions{})
	report, err := with.CheckClaims(t.Context(), claim, nil)
	if err != nil || report.Claims[0].Finding != bot.Supported {
		t.Errorf("with a model's prover: %+v, %v", report, err)
	}
}

// What is cited stands in the document as it is now.
func TestCheckClaimsInChangedDocuments(t *testing.T) {
	c := can(t, harbourQuestion)
	for id, doc := range c.documents {
		doc.Text = strings.ReplaceAll(doc.Text, "1887", "1888")
		c.documents[id] = doc
	}
	report, err := c.answerer().WithProver(proving(t, nil)).CheckClaims(t.Context(), "The harbour of Lindvik was dug in 1887.", nil)
	if err != nil || report.Claims[0].Finding != bot.NotFound || len(report.Claims[0].Citations) > 0 {
		t.Errorf("got %+v, %v", report, err)
	}
}
