package config_test

import (
	"fmt"

	"footnote/config"
)

func ExampleLoad() {
	environment := map[string]string{"FOOTNOTE_DATA": "/srv/footnote", "FOOTNOTE_COLOR": "sometimes"}
	sources := config.Sources{
		Getenv: func(name string) string { return environment[name] },
		Flags:  map[string]string{"color": "never"},
	}
	_, err := config.Load(sources)
	fmt.Println(err)

	delete(environment, "FOOTNOTE_COLOR")
	settings, err := config.Load(sources)
	fmt.Println(settings.Data, settings.Color, err)
	// Output:
	// environment, FOOTNOTE_COLOR: color "sometimes" is not one of auto, always, never
	// /srv/footnote never <nil>
}

// A key is sent to its own server only: the embeddings, made elsewhere, get none.
func ExampleLoad_models() {
	environment := map[string]string{
		"FOOTNOTE_DATA": "/srv/footnote", "OPENAI_API_KEY": "sk-1", "FOOTNOTE_MODEL": "gpt-4o-mini",
		"FOOTNOTE_EMBEDDINGS_BASE_URL": "http://localhost:11434", "FOOTNOTE_EMBEDDINGS_MODEL": "nomic-embed-text",
	}
	settings, err := config.Load(config.Sources{Getenv: func(name string) string { return environment[name] }})
	fmt.Println(settings.Writer.Endpoint, settings.Embeddings.Endpoint, err)
	// Output:
	// {gpt-4o-mini https://api.openai.com/v1 [redacted]} {nomic-embed-text http://localhost:11434/v1 } <nil>
}
