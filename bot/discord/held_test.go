package discord

// Held counts what the bot keeps of the requests that are under way: 0 once
// all are answered.
func (b *Bot) Held() int {
	b.running.mu.Lock()
	defer b.running.mu.Unlock()
	b.handlers.mu.Lock()
	defer b.handlers.mu.Unlock()
	return len(b.running.cancel) + len(b.running.shown) + b.handlers.n + len(b.handlers.waiting) + b.queue.Len()
}

// Working is how many questions are under way, in line or not.
func (b *Bot) Working() int {
	b.running.mu.Lock()
	defer b.running.mu.Unlock()
	return len(b.running.cancel) - b.queue.Len()
}

// Waiting is how many questions wait for their turn.
func (b *Bot) Waiting() int { return b.queue.Len() }
