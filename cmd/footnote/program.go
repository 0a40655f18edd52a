package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"footnote/cmd/footnote/internal/terminal"
	"footnote/config"
	"footnote/corpus/fetch"
)

// A program is what all commands share: the outside world and the settings.
type program struct {
	getenv         func(string) string
	stdin          io.Reader
	stdout, stderr io.Writer

	// started is set once flags, arguments and settings are known to be right.
	started bool
	json    bool
	quotes  bool
	// settings are the flags that were given for settings, to pass on.
	settings []string
	config   config.Config
	log      *slog.Logger
	style    terminal.Style

	// turns let sources that are on one host be read as one visitor would.
	turns fetch.Turns
}

// The flags of all commands, by the names of their settings.
var settingFlags = []struct{ name, usage string }{
	{"data", "folder that holds the index (default: the user's data folder)"},
	{"color", "auto, always or never"},
	{"log-level", "log to standard error: off, error, warn, info or debug"},
	{"model", "language model that writes the answers (default: none, answers are quotes)"},
	{"base-url", "address of the OpenAI-compatible API that has the model"},
	{"embeddings-model", "remote model of the embeddings (default: none, the embedded one)"},
	{"embeddings-base-url", "address of the API that has the embeddings' model (default: that of the model)"},
}

func (p *program) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "footnote",
		Short: "Ask your documents, and get answers proven by verbatim, cited passages",
		Long: `Footnote answers questions about a corpus and proves every answer with verbatim,
cited passages. It works offline. Until something is indexed it answers from a
small embedded library.

Exit codes: 0 answered, 3 refused, 1 failed, 2 misused.`,
		Example: `  footnote ask "What are the four cybersecurity challenges that Su Chang described?"
  footnote index ~/notes
  footnote search -k 3 "boiler maintenance"`,
		Version:                    version(),
		SilenceErrors:              true,
		SilenceUsage:               true,
		SuggestionsMinimumDistance: 2,
		Args:                       knownCommand,
		RunE:                       func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		if strings.Contains(err.Error(), "api-key") {
			return fmt.Errorf("%w: everyone on this machine sees the command line; set OPENAI_API_KEY, or api-key in the configuration file", err)
		}
		return fmt.Errorf("%w; %s --help lists the flags", err, cmd.CommandPath())
	})
	root.SetVersionTemplate("{{.Version}}\n")
	root.SetIn(p.stdin)
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	flags := root.PersistentFlags()
	flags.String("config", "", "configuration file (default: config.toml in the user's configuration folder)")
	for _, f := range settingFlags {
		flags.String(f.name, "", f.usage)
	}
	completeWords(root, "color", "auto", "always", "never")
	completeWords(root, "log-level", "off", "error", "warn", "info", "debug")
	root.AddCommand(p.askCommand(), p.chatCommand(), p.checkCommand(), p.searchCommand(), p.indexCommand(), p.corpusCommand(), p.syncCommand(), p.sourcesCommand(),
		p.evalCommand(), p.serveCommand(), p.doctorCommand(), p.versionCommand(), p.embedCommand())
	root.SetHelpCommand(helpCommand())
	return root
}

// knownCommand is reached only when the first argument is no command.
func knownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		return fmt.Errorf("there is no command %q; did you mean %q?", args[0], near[0])
	}
	return fmt.Errorf("there is no command %q; to ask a question: footnote ask %q", args[0], args[0])
}

func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Explain a command",
		Example: "  footnote help index",
		RunE: func(cmd *cobra.Command, args []string) error {
			explained, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return fmt.Errorf("there is no command %q to explain; footnote help lists them", args[0])
			}
			explained.InitDefaultHelpFlag()
			return explained.Help()
		},
		ValidArgsFunction: func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, c := range cmd.Root().Commands() {
				if c.IsAvailableCommand() {
					names = append(names, c.Name()+"\t"+c.Short)
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
	}
}

// action makes a command's function. What fails before do is misuse.
func (p *program) action(do func(ctx context.Context, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		if err := p.configure(cmd); err != nil {
			return err
		}
		p.started = true
		return do(cmd.Context(), args)
	}
}

// configure reads the settings from all their places.
func (p *program) configure(cmd *cobra.Command) error {
	given := map[string]string{}
	for _, f := range slices.Concat(settingFlags, serveFlags) {
		if cmd.Flags().Changed(f.name) {
			given[f.name], _ = cmd.Flags().GetString(f.name)
			p.settings = append(p.settings, "--"+f.name+"="+given[f.name])
		}
	}
	file, _ := cmd.Flags().GetString("config")
	if file != "" {
		p.settings = append(p.settings, "--config="+file)
	}
	settings, err := config.Load(config.Sources{File: file, Getenv: p.getenv, Flags: given})
	if err != nil {
		return err
	}
	p.config = settings
	p.log = slog.New(slog.DiscardHandler)
	if settings.LogLevel < config.LogLevelOff {
		p.log = slog.New(slog.NewTextHandler(p.stderr, &slog.HandlerOptions{Level: settings.LogLevel}))
	}
	p.style = terminal.StyleOf(p.stdout)
	switch {
	case settings.Color == config.ColorAlways:
		p.style.Color = true
	case settings.Color == config.ColorNever, p.getenv("NO_COLOR") != "", p.getenv("TERM") == "dumb":
		p.style.Color = false
	}
	return nil
}

func (p *program) jsonFlag(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&p.json, "json", false, "print JSON")
}

// printJSON prints a value on one line. Control characters that JSON lets pass
// are escaped too, so that no terminal acts upon them.
func (p *program) printJSON(value any) error {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return fmt.Errorf("writing JSON: %w", err)
	}
	line := b.Bytes()
	if bytes.ContainsFunc(line, func(r rune) bool { return r >= 0x7f && r <= 0x9f }) {
		line = escapeControls(line)
	}
	_, err := p.stdout.Write(line)
	return err
}

func escapeControls(line []byte) []byte {
	var b bytes.Buffer
	for _, r := range string(line) {
		if r >= 0x7f && r <= 0x9f {
			fmt.Fprintf(&b, `\u%04x`, r)
			continue
		}
		b.WriteRune(r)
	}
	return b.Bytes()
}

// print shows text for people.
func (p *program) print(text string) error {
	_, err := io.WriteString(p.stdout, text)
	return err
}

// notice tells something on standard error that is no part of the result.
func (p *program) notice(format string, args ...any) {
	fmt.Fprintf(p.stderr, "footnote: %s\n", terminal.Line(fmt.Sprintf(format, args...)))
}

func completeWords(cmd *cobra.Command, flag string, words ...string) {
	err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
	if err != nil {
		panic(errors.New("completion of a flag that does not exist: " + flag))
	}
}
