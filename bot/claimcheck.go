package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"footnote/bot/claims"
	"footnote/bot/gate"
	"footnote/corpus"
	"footnote/retrieval"
)

// maxClaims is how many claims of a text are looked up.
const maxClaims = 12

// errNoProver tells of an answerer that was given nothing to check claims by.
var errNoProver = errors.New("there is nothing to check claims by")

// WithProver returns an answerer over the same corpus that checks claims by the
// prover. One with a model has it already.
func (a *Answerer) WithProver(prover Prover) *Answerer {
	with := *a
	with.prove = prover
	return &with
}

// CheckClaims looks up what a text claims, such as a message in a chat, and tells
// of each claim whether the corpus bears it out or says otherwise. Questions,
// greetings, requests, code and quotations claim nothing. It needs no language
// model.
func (a *Answerer) CheckClaims(ctx context.Context, text string, audience retrieval.Audience) (ClaimReport, error) {
	report := ClaimReport{Claims: []ClaimVerdict{}}
	if a.prove == nil {
		return report, errNoProver
	}
	all := claims.Split(text)
	report.More = max(0, len(all)-maxClaims)
	x := &examination{Answerer: a, audience: audience}
	for _, claim := range all[:len(all)-report.More] {
		verdict, err := x.check(ctx, claim)
		if err != nil {
			return report, fmt.Errorf("looking up a claim: %w", err)
		}
		report.Claims = append(report.Claims, verdict)
	}
	return report, nil
}

// An examination is the claims of one text while they are checked.
type examination struct {
	*Answerer
	audience retrieval.Audience
	page     transcript
	last     ClaimVerdict // on the claim before
}

func (x *examination) check(ctx context.Context, claim claims.Claim) (ClaimVerdict, error) {
	verdict := ClaimVerdict{Claim: claim.Text, Finding: NotFound, Citations: []Citation{}, Nearest: []Source{}}
	if claim.Before == x.last.Claim && x.last.Understood != "" {
		claim.Before = x.last.Understood
	}
	meant := x.quoter.meant(claim)
	if meant != claim.Text {
		verdict.Understood = meant
	}
	result, err := x.search.Retrieve(ctx, retrieval.Query{Text: meant, K: passagesAsked, Audience: x.audience})
	if err != nil {
		return verdict, err
	}
	verdict.Reason = "the corpus holds nothing on it"
	if len(result.Terms) > 0 && len(result.Passages) > 0 {
		verdict.Nearest = nearest(result.Passages)
		if err := x.weigh(ctx, meant, result, &verdict); err != nil {
			return verdict, err
		}
	}
	// What was said against the sentence before says nothing of this one.
	if verdict.Finding == Contradicted && x.last.Finding == Contradicted && strings.HasPrefix(meant, claim.Before+" ") {
		verdict.Finding, verdict.Reason, verdict.Citations = NotFound, "it leans on a claim that is contradicted", []Citation{}
	}
	x.last = verdict
	for i, c := range verdict.Citations {
		verdict.Citations[i].Marker = x.page.cite(statement{source: c.Source, quote: c.Quote})
	}
	return verdict, nil
}

// judged puts a claim to the gate, which takes the best passage for the one that
// the claim names. The language of a few words is a guess: where nothing is
// found by it, that of the passage is taken.
func (x *examination) judged(ctx context.Context, meant string, offered []retrieval.Passage) gate.Verdict {
	checker := x.prove(offered)
	claim := gate.Claim{Text: meant, Markers: []int{1}}
	verdict := checker.Check(ctx, claim)
	if verdict.Status != gate.Dropped || verdict.Contradiction != nil || len(offered) == 0 {
		return verdict
	}
	guess := corpus.DetectLanguage(meant)
	if claim.Language = offered[0].Language; guess == "" || claim.Language == "" || guess == claim.Language {
		return verdict
	}
	return checker.Check(ctx, claim)
}

// weigh compares a claim with what was found on it.
func (x *examination) weigh(ctx context.Context, meant string, result retrieval.Result, verdict *ClaimVerdict) error {
	documents, err := x.open(ctx, result.Passages)
	if err != nil {
		return err
	}
	var offered []retrieval.Passage
	for _, p := range result.Passages {
		if _, ok := documents[p.Document]; ok {
			offered = append(offered, p)
		}
	}
	found := x.judged(ctx, meant, offered)
	proofs := found.Proofs
	verdict.Reason = "no passage bears it out"
	switch {
	case found.Status != gate.Dropped:
		verdict.Finding, verdict.Reason = Supported, "the passage bears it out"
	case found.Contradiction != nil:
		verdict.Finding, verdict.Reason = Contradicted, found.Contradiction.Reason
		proofs = found.Contradiction.Proofs
	}
	for _, q := range quotesOf(proofs, offered, documents) {
		verdict.Citations = append(verdict.Citations, Citation{Source: q.source, Quote: q.quote})
	}
	if len(verdict.Citations) == 0 && verdict.Finding != NotFound {
		verdict.Finding, verdict.Reason = NotFound, "no proof of it stands in a passage"
	}
	return nil
}
