package discord

import (
	"context"
	"iter"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/discord/link"
	"footnote/bot/discord/sqlitestate"
	"footnote/bot/discord/wire"
	"footnote/corpus/fetch"
	"footnote/corpus/sources"
	"footnote/retrieval"
	"footnote/retrieval/syncer"
)

// An API is what the bot asks of Discord; a link.Link is one.
type API interface {
	Respond(ctx context.Context, interaction, token string, response wire.Response) error
	EditOriginal(ctx context.Context, app, token string, m wire.Message) (*discordgo.Message, error)
	DeleteOriginal(ctx context.Context, app, token string) error
	Followup(ctx context.Context, app, token string, m wire.Message) (*discordgo.Message, error)
	EditFollowup(ctx context.Context, app, token, message string, m wire.Message) (*discordgo.Message, error)
	DeleteFollowup(ctx context.Context, app, token, message string) error
	Send(ctx context.Context, channel string, m wire.Message) (*discordgo.Message, error)
	Edit(ctx context.Context, channel, message string, m wire.Message) (*discordgo.Message, error)
	Delete(ctx context.Context, channel, message string) error
	Message(ctx context.Context, channel, message string) (*discordgo.Message, error)
	Messages(ctx context.Context, channel, before string, limit int) ([]*discordgo.Message, error)
	Typing(ctx context.Context, channel string) error
	Channel(ctx context.Context, id string) (*discordgo.Channel, error)
	Guild(ctx context.Context, id string) (*discordgo.Guild, error)
	StartThread(ctx context.Context, channel, message, name string, archiveMinutes int) (*discordgo.Channel, error)
	DirectChannel(ctx context.Context, user string) (*discordgo.Channel, error)
	Commands(ctx context.Context, app, guild string) ([]*discordgo.ApplicationCommand, error)
	PutCommands(ctx context.Context, app, guild string, commands any) ([]*discordgo.ApplicationCommand, error)
}

// A Gateway brings the events; a link.Link is one.
type Gateway interface {
	// Run hands each event to take, which returns at once, until the context
	// ends or the connection is refused for good.
	Run(ctx context.Context, take func(link.Event), changed func(link.State)) error
	Status() link.Status
}

// A Corpus is what questions are answered from.
type Corpus interface {
	Stream(ctx context.Context, question bot.Question) iter.Seq2[bot.Event, error]
	CheckClaims(ctx context.Context, text string, audience retrieval.Audience) (bot.ClaimReport, error)
	Retrieve(ctx context.Context, query retrieval.Query) (retrieval.Result, error)
	// Edition is cheap, and changes when a document does.
	Edition(ctx context.Context) (string, error)
	Documents(ctx context.Context) ([]retrieval.StoredDocument, error)
	// Document fails with retrieval.ErrNotFound when there is none.
	Document(ctx context.Context, id string) (retrieval.StoredDocument, error)
	Chunks(ctx context.Context, ids []retrieval.ChunkID) ([]retrieval.StoredChunk, error)
	// Synced is when the corpus was last written; the zero time if it is not
	// known.
	Synced(ctx context.Context) time.Time
}

// A State keeps what outlives a restart; a sqlitestate.Store is one.
type State interface {
	Settings(ctx context.Context, guild string) (sqlitestate.Settings, error)
	UpdateSettings(ctx context.Context, guild string, change func(*sqlitestate.Settings)) (sqlitestate.Settings, error)
	SaveAnswer(ctx context.Context, answer sqlitestate.Answer) error
	Answer(ctx context.Context, id string) (sqlitestate.Answer, error)
	AnswerByMessage(ctx context.Context, channel, message string) (sqlitestate.Answer, error)
	SetMessages(ctx context.Context, id, channel string, messages []string) error
	DeleteAnswer(ctx context.Context, id string) error
	Prune(ctx context.Context, before time.Time) (int, error)
	SaveFeedback(ctx context.Context, feedback sqlitestate.Feedback) error
	Told(ctx context.Context, guild, what string) (first bool, err error)
	SaveThread(ctx context.Context, thread, guild string) error
	IsThread(ctx context.Context, thread string) (bool, error)
	DeleteThread(ctx context.Context, thread string) error
}

// Sources are what documents come from, as they can be changed on Discord; a
// syncer.Syncer is one.
type Sources interface {
	// Sources lists all, whoever added them.
	Sources(ctx context.Context) ([]syncer.Status, error)
	// Add adds a source and reads it; upload is the file that it is made of, nil
	// for none. An error, such as syncer.ErrEmpty, leaves nothing behind.
	Add(ctx context.Context, source sources.Source, upload []byte) (syncer.Outcome, error)
	// Remove takes a source away, with all its documents.
	Remove(ctx context.Context, name string) error
	// Sync reads a source again; confirm lets deletions through that are held.
	Sync(ctx context.Context, name string, confirm bool) (syncer.Outcome, error)
	// SetAudience says who sees a source, and reads it again.
	SetAudience(ctx context.Context, name string, labels []string) (syncer.Outcome, error)
}

// A Fetcher fetches what is public on the web; a fetch.Client is one.
type Fetcher interface {
	// Check tells what can be told against an address at once.
	Check(address string) error
	Do(ctx context.Context, r fetch.Request) (fetch.Response, error)
}
