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
