package link

import (
	"errors"
	"fmt"
	"net/http"
)

// Why a connection ended.
var (
	errReconnect = errors.New("Discord asked to reconnect")
	errSilent    = errors.New("a heartbeat was not acknowledged")
	errLate      = errors.New("Discord did not say READY in time")
	errStopped   = errors.New("the bot is stopping")
)

// A closedError is a websocket that the server closed.
type closedError struct {
	code int
	text string
}

func (e *closedError) Error() string {
	return fmt.Sprintf("Discord closed the connection with code %d %.100q", e.code, e.text)
}

// An invalidError is a session that Discord declared invalid.
type invalidError struct{ resumable bool }

func (e *invalidError) Error() string {
	if e.resumable {
		return "Discord asked to resume the session"
	}
	return "Discord declared the session invalid"
}

// A FatalError is a connection that is hopeless until somebody changes
// something.
type FatalError struct {
	// Code is the gateway's close code; 0 when it was not the gateway that said so.
	Code int
	// Reason is what is wrong, Advice how to mend it.
	Reason, Advice string
}

// Error tells reason and advice.
func (e *FatalError) Error() string { return e.Reason + ": " + e.Advice }

// fatal returns what is hopeless about an ending, nil for nothing.
func fatal(why error) *FatalError {
	var known *FatalError
	var closed *closedError
	var refused *Error
	switch {
	case errors.As(why, &known):
		return known
	case errors.As(why, &closed):
		return fatalCode(closed.code)
	case errors.As(why, &refused) && refused.Status == http.StatusUnauthorized:
		return fatalCode(4004)
	}
	return nil
}

// fatalCode knows the close codes after which trying again is of no use.
func fatalCode(code int) *FatalError {
	is := func(reason, advice string) *FatalError { return &FatalError{code, reason, advice} }
	switch code {
	case 4004:
		return is("Discord does not accept the bot's token",
			"copy it again from the page Bot of the application in the developer portal, or reset it there")
	case 4010:
		return is("Discord does not know this shard", "check the shard's number and the number of shards")
	case 4011:
		return is("the bot is in too many servers for one connection", "run it in several shards")
	case 4012:
		return is("Discord no longer speaks this version of its gateway", "update the bot")
	case 4013:
		return is("Discord does not know the intents that the bot asks for", "update the bot")
	case 4014:
		return is("the bot asks for an intent that is not switched on, such as Message Content",
			"switch it on under Privileged Gateway Intents on the page Bot of the application in the developer portal, "+
				"or turn off the setting of the bot that needs it")
	}
	return nil
}

// endsSession reports whether the session cannot be resumed after an ending.
func endsSession(why error) bool {
	var closed *closedError
	var invalid *invalidError
	switch {
	case errors.As(why, &invalid):
		return !invalid.resumable
	case errors.As(why, &closed):
		switch closed.code {
		case 4003, 4006, 4007, 4009: // not authenticated, no such session, bad sequence, timed out
			return true
		}
	}
	return false
}
