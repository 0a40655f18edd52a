package discord

// Idle is closed once the bot has nothing under way.
func (b *Bot) Idle() <-chan struct{} { return b.handlers.idle() }
