package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"footnote/bot"
	"footnote/cmd/footnote/internal/terminal"
)

func (p *program) checkCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "check TEXT...",
		Short: "Tell which claims of a text the corpus bears out",
		Long: `Tell of each claim of a text whether the corpus bears it out, says otherwise or
holds nothing of it, with footnotes. Questions, greetings, requests, code and
quotations claim nothing. No language model is asked. A text of "-" is read from
standard input. When a claim is contradicted or not found the exit code is 3.`,
		Example: `  footnote check "China has held the World Internet Conference every year since 2015."
  footnote check --json - < draft.md | jq -r '.claims[] | select(.finding != "supported") | .claim'`,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              p.action(p.check),
	}
	p.jsonFlag(cmd)
	return cmd
}

func (p *program) check(ctx context.Context, args []string) error {
	text, err := p.said(ctx, args)
	if err != nil {
		return fmt.Errorf("reading the text: %w", err)
	}
	switch {
	case len(text) > maxQuestion:
		return misused("the text is longer than %d bytes; check a part of it", maxQuestion)
	case cleanText(text) == "":
		return misused(`the text is empty; check like this: footnote check "It was founded in 2001."`)
	}
	return p.withEngine(ctx, p.openProver, func(e *engine) error {
		report, err := e.answerer.CheckClaims(ctx, cleanText(text), nil)
		if err != nil {
			return err
		}
		if err := p.showClaims(report); err != nil {
			return err
		}
		if !allSupported(report) {
			return errRefused
		}
		return nil
	})
}

func (p *program) showClaims(report bot.ClaimReport) error {
	if p.json {
		return p.printJSON(report)
	}
	return p.print(claimsPage(p.style, report))
}

func allSupported(report bot.ClaimReport) bool {
	for _, c := range report.Claims {
		if c.Finding != bot.Supported {
			return false
		}
	}
	return report.More == 0
}

// signs are the findings at a glance.
var signs = map[bot.Finding]string{bot.Supported: "✓", bot.Contradicted: "✗", bot.NotFound: "?"}

// claimsPage shows what the corpus says of claims, and the footnotes below.
func claimsPage(style terminal.Style, report bot.ClaimReport) string {
	if len(report.Claims) == 0 {
		return "The text claims nothing.\n"
	}
	var b, notes strings.Builder
	noted := map[int]bool{}
	for _, c := range report.Claims {
		b.WriteString(claimLines(style, c))
		for _, cited := range c.Citations {
			if !noted[cited.Marker] {
				noted[cited.Marker] = true
				notes.WriteString(footnotePage(style, cited))
			}
		}
	}
	if report.More > 0 {
		b.WriteString(style.Warn("Not looked at: "+count(report.More, "claim")+".") + "\n")
	}
	return b.String() + notes.String()
}

// claimLines shows a claim with its finding, and below it how that came about.
func claimLines(style terminal.Style, c bot.ClaimVerdict) string {
	sign := signs[c.Finding] + " " + string(c.Finding)
	if sign = style.Bold(sign + ":"); c.Finding != bot.Supported {
		sign = style.Warn(signs[c.Finding] + " " + string(c.Finding) + ":")
	}
	text := terminal.Line(c.Claim)
	for i, cited := range c.Citations {
		if i == 0 {
			text += " "
		}
		text += fmt.Sprintf("[%d]", cited.Marker)
	}
	lines := sign + " " + strings.TrimLeft(style.Wrap(text, "  "), " ") + "\n"
	switch {
	case c.Finding == bot.Contradicted:
		lines += style.Wrap(terminal.Line(c.Reason), "    ") + "\n"
	case c.Finding == bot.NotFound && len(c.Nearest) > 0:
		s := c.Nearest[0]
		lines += style.Wrap("nearest: "+heading(s.Document, s.Title, s.Section), "    ") + "\n    " + style.Dim(place(s)) + "\n"
	}
	return lines
}
