// Package bot answers questions with statements that are proven by citations.
//
// It knows nothing of Discord: bot/discord shows its answers there, and the
// command line in a terminal.
package bot
