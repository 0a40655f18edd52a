package corpus

// markBoilerplate marks the units that are indexed but never quoted.
func markBoilerplate(text string, units []unit) {}
