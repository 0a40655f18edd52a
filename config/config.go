package config

import (
	"log/slog"
	"time"
)

// A Config holds every setting.
type Config struct {
	// Data is the folder that holds the index.
	Data string
	// Color says when output is coloured.
	Color Color
	// LogLevel is the least level that is logged.
	LogLevel slog.Level
	// Writer is the language model that writes the answers, if any.
	Writer Writer
	// Embeddings is the remote model of the embeddings, if any.
	Embeddings Embeddings
	// Discord says how a community is served.
	Discord Discord
	// Sources are where documents come from, by name.
	Sources []Source
	// Origins tells by the names of settings where they were read; what is not
	// listed has its default.
	Origins map[string]string
}

// Color says when output is coloured.
type Color string

// The values of Color. ColorAuto colours what goes to a terminal, unless
// NO_COLOR is set.
const (
	ColorAuto   Color = "auto"
	ColorAlways Color = "always"
	ColorNever  Color = "never"
)

// LogLevelOff is above every level that is used: nothing is logged.
const LogLevelOff = slog.LevelError + 4

// An Endpoint is a model at the address of an OpenAI-compatible API.
type Endpoint struct {
	// Model is the model's name there; "" is no endpoint.
	Model string
	// URL is the address without a slash at its end, such as
	// http://localhost:11434/v1.
	URL string
	// Key is sent to this address and to no other.
	Key Secret
}

// On reports whether there is an endpoint.
func (e Endpoint) On() bool { return e.Model != "" }

// A Writer says which language model writes the answers, and how it is asked.
type Writer struct {
	Endpoint
	// Fallbacks are asked one after the other when those before cannot.
	Fallbacks []Endpoint
	// fallbackKeys belong to the fallbacks of the same places in the list.
	fallbackKeys []Secret
	// Judge is the name of a model at the same address that confirms
	// statements; "" is none.
	Judge string
	// ContextTokens is how many tokens prompt and reply may have together, and
	// ReplyTokens how many of them the reply.
	ContextTokens, ReplyTokens int
	// Temperature is how freely the model words its reply; nil leaves it to
	// Footnote.
	Temperature *float64
	// Timeout limits a whole reply.
	Timeout time.Duration
	// Structured says whether replies are asked for as JSON.
	Structured Structured
	// FoldSystem puts the instructions into the user's message, for models
	// without a system message.
	FoldSystem bool
	// MaxCompletionTokens names the limit of the reply as OpenAI's newer models
	// want it.
	MaxCompletionTokens bool
}

// Structured says whether a model is asked for JSON that obeys a schema.
type Structured string

// The values of Structured. StructuredAuto asks, and does without where the
// server rejects or ignores it.
const (
	StructuredAuto Structured = "auto"
	StructuredOn   Structured = "on"
	StructuredOff  Structured = "off"
)

// Embeddings says which remote model makes the embeddings.
type Embeddings struct {
	Endpoint
	// QueryPrefix and DocumentPrefix stand in front of texts; nil leaves it to
	// what is known of the model.
	QueryPrefix, DocumentPrefix *string
	// Dimensions is the length of vector to ask for; 0 takes what comes.
	Dimensions int
	// Batch is how many texts one request has at most; 0 leaves it to Footnote.
	Batch int
}

// Discord says how a community is served on Discord.
type Discord struct {
	// Token is that of the bot; empty is no bot.
	Token Secret
	// API is the address of a Discord-compatible server; "" is Discord itself.
	API string
	// Guild is the server that the commands are registered in; "" is all.
	Guild string
	// MessageContent is set when the privileged intent of that name is switched
	// on in the developer portal.
	MessageContent bool
	// Shard is the part of the servers that is served, of Shards parts.
	Shard, Shards int
	// Workers is how many questions are answered at the same time; 0 leaves it
	// to Footnote.
	Workers int
}
