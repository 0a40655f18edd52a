// Package config gathers the settings of a process into one Config.
//
// A setting is looked for in four places, and a later one wins over an earlier
// one: the defaults, the configuration file, the environment, the flags. What
// is wrong is reported all at once, each fault with the place it stands in.
// Secrets print as redacted wherever they are printed, have no flag, and belong
// to one address: a key is never sent to another server.
package config
