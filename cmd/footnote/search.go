package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"footnote/retrieval"
	"footnote/retrieval/beir"
)

func (p *program) searchCommand() *cobra.Command {
	var s search
	cmd := &cobra.Command{
		Use:   "search QUERY...",
		Short: "List the passages that fit best",
		Long: `List the passages that fit a query best, best first. With --queries, many are
answered from a file in JSON Lines with _id and text, one JSON object a line, in
the order of the file.`,
		Example: `  footnote search -k 3 "collective action in the SCO"
  footnote search --document notes/boiler.md "maintenance"
  footnote search --json "data hubs" | jq -r '.passages[].document'
  footnote search --json -k 100 --queries queries.jsonl > run.jsonl`,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: p.action(func(ctx context.Context, args []string) error {
			switch {
			case s.k < 1 || s.k > maxPassages:
				return misused("-k is %d; it must be between 1 and %d", s.k, maxPassages)
			case s.queries == "":
				return p.search(ctx, args, s)
			case len(args) > 0:
				return misused("there is a query and --queries; name one of them")
			case s.explain:
				return misused("--explain is for one query; leave --queries out")
			}
			return p.searchMany(ctx, s)
		}),
	}
	p.jsonFlag(cmd)
	cmd.Flags().IntVarP(&s.k, "passages", "k", retrieval.DefaultK, "how many passages")
	cmd.Flags().StringVar(&s.queries, "queries", "", "file of queries in JSON Lines")
	cmd.Flags().BoolVar(&s.explain, "explain", false, "tell what the scores are made of")
	p.documentFlag(cmd, &s.document)
	return cmd
}

const maxPassages = 10_000

// A search is what the flags say.
type search struct {
	k        int
	queries  string
	explain  bool
	document string
}

func (s search) query(text string) retrieval.Query {
	return retrieval.Query{Text: text, K: s.k, Document: s.document}
}

// foundJSON is the shape of a result that scripts rely on.
type foundJSON struct {
	ID         string        `json:"_id,omitempty"`
	Query      string        `json:"query"`
	Answerable float64       `json:"answerable"`
	Reasons    []string      `json:"reasons,omitempty"`
	Passages   []passageJSON `json:"passages"`
}

type passageJSON struct {
	Document string  `json:"document"`
	Title    string  `json:"title"`
	Section  string  `json:"section"`
	Text     string  `json:"text"`
	Start    int     `json:"start"`
	End      int     `json:"end"`
	Score    float64 `json:"score"`
	retrieval.Parts
}

func foundOf(id string, result retrieval.Result, explain bool) foundJSON {
	found := foundJSON{ID: id, Query: result.Query.Text, Answerable: result.Answerable.Probability, Passages: []passageJSON{}}
	if explain {
		found.Reasons = result.Answerable.Reasons
	}
	for _, p := range result.Passages {
		found.Passages = append(found.Passages, passageJSON{Document: p.Document, Title: p.Title, Section: p.Section,
			Text: p.Text, Start: p.Start, End: p.End, Score: p.Score, Parts: p.Parts})
	}
	return found
}

func (p *program) search(ctx context.Context, args []string, s search) error {
	text, err := p.question(ctx, args)
	if err != nil {
		return err
	}
	return p.withEngine(ctx, p.openEngine, func(e *engine) error {
		if s.document, err = p.newest(ctx, e, s.document); err != nil {
			return err
		}
		result, err := e.searcher.Retrieve(ctx, s.query(text))
		if err != nil {
			return p.named(ctx, e, s.document, err)
		}
		return p.showResult(result, s)
	})
}

func (p *program) showResult(result retrieval.Result, s search) error {
	if p.json {
		return p.printJSON(foundOf("", result, s.explain))
	}
	page := resultPage(p.style, result)
	if s.explain {
		page += "\n" + explanation(p.style, result)
	}
	return p.print(page)
}

// searchMany answers all queries of a file. An empty query finds nothing.
func (p *program) searchMany(ctx context.Context, s search) error {
	queries, err := readFile(s.queries, beir.ReadQueries)
	if err != nil {
		return err
	}
	e, err := p.openEngine(ctx)
	if err != nil {
		return err
	}
	defer e.Close()
	if s.document, err = p.newest(ctx, e, s.document); err != nil {
		return err
	}
	return inOrder(ctx, len(queries), func(ctx context.Context, i int) (foundJSON, error) {
		result, err := e.searcher.Retrieve(ctx, s.query(strings.ToValidUTF8(queries[i].Text, "\ufffd")))
		if err = p.named(ctx, e, s.document, err); err != nil {
			return foundJSON{}, fmt.Errorf("query %s: %w", queries[i].ID, err)
		}
		return foundOf(queries[i].ID, result, false), nil
	}, func(found foundJSON) error { return p.printJSON(found) })
}
