package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"footnote/retrieval"
	"footnote/retrieval/sqlitestore"
)

func (p *program) sourcesCommand() *cobra.Command {
	var s sourcesFlags
	cmd := &cobra.Command{
		Use:   "sources",
		Short: "List the documents, or open one of them",
		Long: `List the documents of the index, or those that a filter leaves. With --document,
show one: its sections, its whole text, or one passage with its surroundings. Where
there are several versions of a document, its name without one means the newest.
Offsets are bytes of the document's text, as footnotes give them.`,
		Example: `  footnote sources --filter diplomacy
  footnote sources --document notes/boiler.md
  footnote sources --document notes/boiler.md --at 1200-1370
  footnote sources --document notes/boiler.md --text > boiler.txt`,
		Args: cobra.NoArgs,
		RunE: p.action(func(ctx context.Context, _ []string) error { return p.sources(ctx, s) }),
	}
	p.jsonFlag(cmd)
	flags := cmd.Flags()
	flags.StringVar(&s.filter, "filter", "", "only documents with this in their name, title, author or publisher")
	flags.StringVar(&s.document, "document", "", "show this document")
	flags.BoolVar(&s.text, "text", false, "with --document: its whole text")
	flags.StringVar(&s.at, "at", "", "with --document: the passage at START or START-END, with its surroundings")
	flags.StringVar(&s.at, "passage", "", "the same as --at")
	cmd.MarkFlagsMutuallyExclusive("filter", "document")
	cmd.MarkFlagsMutuallyExclusive("text", "at", "passage")
	if err := cmd.RegisterFlagCompletionFunc("document", p.completeDocuments); err != nil {
		panic(err)
	}
	return cmd
}

// sourcesFlags are what the flags say.
type sourcesFlags struct {
	filter, document, at string
	text                 bool
}

func (p *program) sources(ctx context.Context, s sourcesFlags) error {
	if s.document == "" && (s.text || s.at != "") {
		return misused("--text and --at are about one document; name it with --document")
	}
	at, err := parseRange(s.at)
	if err != nil {
		return err
	}
	store, _, err := p.openToRead(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	if s.document == "" {
		return p.listDocuments(ctx, store, s.filter)
	}
	doc, err := p.documentNamed(ctx, store, s.document)
	switch {
	case err != nil:
		return err
	case s.at != "":
		return p.openPassage(ctx, store, doc, at)
	case s.text:
		return p.showText(doc)
	}
	return p.showDocument(doc)
}

// sourceJSON is the shape of a document that scripts rely on.
type sourceJSON struct {
	Document  string `json:"document"`
	Path      string `json:"path"`
	Title     string `json:"title"`
	Author    string `json:"author"`
	Publisher string `json:"publisher"`
	Version   string `json:"version"`
	Date      string `json:"date"`
	URL       string `json:"url"`
	Language  string `json:"language"`
	Hash      string `json:"hash"`
	Chunks    int    `json:"chunks"`
	// Sections and Text are there when they were asked for.
	Sections []sectionJSON `json:"sections,omitzero"`
	Text     *string       `json:"text,omitzero"`
}

type sectionJSON struct {
	Title string `json:"title"`
	Level int    `json:"level"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

func sourceOf(d retrieval.StoredDocument) sourceJSON {
	return sourceJSON{Document: d.ID, Path: d.Path, Title: d.Title, Author: d.Author, Publisher: d.Publisher,
		Version: d.Version, Date: d.Date, URL: d.URL, Language: d.Language, Hash: d.Hash, Chunks: d.Chunks}
}

func (p *program) listDocuments(ctx context.Context, store *sqlitestore.Store, filter string) error {
	documents, _, err := editions(ctx, store)
	if err != nil {
		return err
	}
	state, err := store.State(ctx)
	if err != nil {
		return err
	}
	list := []sourceJSON{}
	for _, d := range documents {
		if matches(d, filter) {
			list = append(list, sourceOf(d))
		}
	}
	if p.json {
		return p.printJSON(map[string]any{"documents": list, "roots": append([]string{}, state.Roots...),
			"chunks": state.Chunks, "embedded": state.Embedded})
	}
	return p.print(listPage(p.style, list, len(documents)))
}

func matches(d retrieval.StoredDocument, filter string) bool {
	all := strings.Join([]string{d.ID, d.Title, d.Author, d.Publisher}, "\n")
	return strings.Contains(strings.ToLower(all), strings.ToLower(filter))
}

func (p *program) showText(doc retrieval.StoredDocument) error {
	if p.json {
		source := sourceOf(doc)
		source.Text = &doc.Text
		return p.printJSON(source)
	}
	return p.print(textPage(p.style, doc.Text))
}

func (p *program) showDocument(doc retrieval.StoredDocument) error {
	source := sourceOf(doc)
	source.Sections = []sectionJSON{}
	for _, s := range doc.Sections {
		source.Sections = append(source.Sections, sectionJSON{Title: s.Title, Level: s.Level, Start: s.Start, End: s.End})
	}
	if p.json {
		return p.printJSON(source)
	}
	return p.print(documentPage(p.style, source, len(doc.Text)))
}

// completeDocuments gives the names of documents to the shell.
func (p *program) completeDocuments(cmd *cobra.Command, _ []string, prefix string) ([]string, cobra.ShellCompDirective) {
	if p.configure(cmd) != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	store, _, err := p.openToRead(cmd.Context())
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	defer store.Close()
	documents, err := store.Documents(cmd.Context())
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var names []string
	for _, d := range documents {
		if strings.HasPrefix(d.ID, prefix) {
			names = append(names, d.ID+"\t"+d.Title)
		}
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}
