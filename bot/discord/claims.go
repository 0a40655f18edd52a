package discord

import "context"

func (b *Bot) checkClaims(ctx context.Context, r *request, text string) error { return errPanicked }
