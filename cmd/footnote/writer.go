package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"footnote/bot"
	"footnote/bot/gate"
	"footnote/bot/openaichat"
	"footnote/bot/wordnet"
	"footnote/config"
)

// quotesFlag lets a command do without the language model of the settings.
func (p *program) quotesFlag(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&p.quotes, "quotes", false, "answer by quotes, although a language model is set")
	cmd.Flags().BoolVar(&p.quotes, "no-model", false, "the same as --quotes")
}

// letWrite lets the language model of the settings write the engine's answers,
// if there is one and it is wanted. No server is asked yet.
func (p *program) letWrite(e *engine) error {
	writer := p.config.Writer
	if p.quotes || !writer.On() {
		return nil
	}
	model, err := p.chain()
	if err != nil {
		return err
	}
	options := bot.ModelOptions{Timeout: writer.Timeout, Logger: p.log}
	if s, ok := model.(interface{ Structured() bool }); ok {
		options.Structured = s.Structured
	}
	if writer.Judge != "" {
		judge := writer.Endpoint
		judge.Model = writer.Judge
		if options.Judge, err = p.languageModel(judge); err != nil {
			return err
		}
	}
	e.answerer = e.answerer.WithModel(model, e.prove, options)
	return nil
}

// gate is what proves statements over the engine's passages, and compares these.
func (e *engine) gate() (*gate.Gate, error) {
	thesaurus, err := wordnet.New()
	if err != nil {
		return nil, fmt.Errorf("opening the thesaurus: %w", err)
	}
	proving, err := gate.New(e.analyzer, thesaurus)
	if err != nil {
		return nil, fmt.Errorf("opening the gate: %w", err)
	}
	return proving.WithBackground(e.background), nil
}

// chain is the language model of the settings with its fallbacks.
func (p *program) chain() (bot.LanguageModel, error) {
	var models []bot.LanguageModel
	var faults []error
	for _, endpoint := range append([]config.Endpoint{p.config.Writer.Endpoint}, p.config.Writer.Fallbacks...) {
		model, err := p.languageModel(endpoint)
		models, faults = append(models, model), append(faults, err)
	}
	return openaichat.Chain(models...), errors.Join(faults...)
}

func (p *program) languageModel(e config.Endpoint) (*openaichat.Model, error) {
	settings := p.chatConfig(e)
	model, err := openaichat.New(settings)
	if err != nil {
		return nil, fmt.Errorf("%v: %w", settings, err)
	}
	return model, nil
}

// chatConfig is how an endpoint is asked. Footnote wants facts: unless it is
// set, the temperature is 0.
func (p *program) chatConfig(e config.Endpoint) openaichat.Config {
	w := p.config.Writer
	var temperature float32
	if w.Temperature != nil {
		temperature = float32(*w.Temperature)
	}
	address, key := settingNames(w.Endpoint, e)
	return openaichat.Config{BaseURL: e.URL, AddressName: address, KeyName: key, APIKey: e.Key.Reveal(), Model: e.Model,
		ContextTokens: w.ContextTokens, MaxTokens: w.ReplyTokens, MaxCompletionTokens: w.MaxCompletionTokens,
		Temperature: &temperature, FoldSystem: w.FoldSystem, Structured: openaichat.Structured(w.Structured), Logger: p.log}
}

// settingNames are the settings that the address and the key of an endpoint
// come from.
func settingNames(writer, e config.Endpoint) (address, key string) {
	address, key = "OPENAI_BASE_URL", "OPENAI_API_KEY"
	if e.URL == writer.URL && e.Key == writer.Key {
		return address, key
	}
	if e.URL != writer.URL {
		address = "its address in FOOTNOTE_FALLBACKS"
	}
	return address, "its key in FOOTNOTE_FALLBACK_API_KEYS"
}
