package openaiembed

// Patterns are those of the models whose prefixes are known.
func Patterns() (all []string) {
	for _, p := range presets() {
		all = append(all, p.pattern)
	}
	return all
}
