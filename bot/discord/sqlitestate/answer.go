package sqlitestate

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// AnswersKept is for how long answers should be kept.
const AnswersKept = 90 * 24 * time.Hour

// An Answer is one that was given, with what its buttons need.
type Answer struct {
	// ID stands in the buttons; see NewID.
	ID string
	// Guild and Channel are where it was given.
	Guild, Channel string
	// Messages are those that it fills, and Message is the last of them.
	// SaveAnswer takes Messages, or Message where there are none.
	Message  string
	Messages []string
	// User is who asked, and Question what.
	User, Question string
	// Private says that only the asker sees it.
	Private bool
	// Audience holds the labels under which it was looked for.
	Audience []string
	// Language and Document are what the question was held to; "" is nothing.
	Language, Document string
	// Body is the answer as JSON.
	Body []byte
	// At is when it was given, to the microsecond.
	At time.Time
}

// idLength is that of the IDs of answers: 50 bits.
const idLength = 10

// NewID returns an ID for an answer: 10 random letters and digits of base32.
func NewID() string { return rand.Text()[:idLength] }

// SaveAnswer saves an answer, or replaces the one of its ID, whose feedback
// stays.
func (s *Store) SaveAnswer(ctx context.Context, a Answer) error {
	audience, err := json.Marshal(a.Audience)
	if err != nil {
		return fmt.Errorf("save an answer: %w", err)
	}
	messages := a.Messages
	if len(messages) == 0 && a.Message != "" {
		messages = []string{a.Message}
	}
	err = s.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (id) DO UPDATE SET guild = excluded.guild, channel = excluded.channel, user = excluded.user,
				question = excluded.question, private = excluded.private, audience = excluded.audience, language = excluded.language,
				document = excluded.document, body = excluded.body, at = excluded.at`,
			a.ID, a.Guild, a.Channel, a.User, a.Question, a.Private, string(audience), a.Language, a.Document, a.Body, a.At.UnixMicro())
		if err != nil {
			return err
		}
		return writeMessages(ctx, tx, a.ID, a.Channel, messages)
	})
	return s.fault(ctx, "save an answer", err)
}

// SetMessages says which messages an answer fills. The error has ErrNotFound in
// its chain when there is no such answer.
func (s *Store) SetMessages(ctx context.Context, id, channel string, messages []string) error {
	err := s.change(ctx, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, "UPDATE answer SET channel = ? WHERE id = ?", channel, id)
		if err := found(result, err); err != nil {
			return err
		}
		return writeMessages(ctx, tx, id, channel, messages)
	})
	return s.fault(ctx, "save the messages of an answer", err)
}

// writeMessages replaces the messages of an answer. A message that was another's
// is now this one's.
func writeMessages(ctx context.Context, tx *sql.Tx, id, channel string, messages []string) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM message WHERE answer = ?", id); err != nil {
		return err
	}
	for i, message := range messages {
		if _, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO message VALUES (?, ?, ?, ?)", channel, message, id, i); err != nil {
			return err
		}
	}
	return nil
}

// found returns sql.ErrNoRows when a statement changed nothing.
func found(result sql.Result, err error) error {
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err == nil && n == 0 {
		return sql.ErrNoRows
	}
	return err
}

const answerColumns = `answer.id, guild, channel, user, question, private, audience, language, document, body, at,
	(SELECT json_group_array(id) FROM (SELECT id FROM message WHERE answer = answer.id ORDER BY number))`

// Answer returns an answer. The error has ErrNotFound in its chain when there is
// none.
func (s *Store) Answer(ctx context.Context, id string) (Answer, error) {
	a, err := s.readAnswer(s.db.QueryRowContext(ctx, "SELECT "+answerColumns+" FROM answer WHERE id = ?", id))
	return a, s.fault(ctx, "read an answer", err)
}

// AnswerByMessage returns the answer that a message belongs to. The error has
// ErrNotFound in its chain when there is none.
func (s *Store) AnswerByMessage(ctx context.Context, channel, message string) (Answer, error) {
	a, err := s.readAnswer(s.db.QueryRowContext(ctx, "SELECT "+answerColumns+
		" FROM answer WHERE id = (SELECT answer FROM message WHERE channel = ? AND id = ?)", channel, message))
	return a, s.fault(ctx, "read the answer of a message", err)
}

func (s *Store) readAnswer(row *sql.Row) (Answer, error) {
	var a Answer
	var audience, messages []byte
	var at int64
	err := row.Scan(&a.ID, &a.Guild, &a.Channel, &a.User, &a.Question, &a.Private, &audience, &a.Language, &a.Document, &a.Body, &at, &messages)
	if err != nil {
		return Answer{}, err
	}
	for _, list := range []struct {
		text []byte
		into *[]string
	}{{audience, &a.Audience}, {messages, &a.Messages}} {
		if err := json.Unmarshal(list.text, list.into); err != nil {
			return Answer{}, &Error{File: s.file, Kind: ErrCorrupt, Cause: fmt.Errorf("answer %s: %w", a.ID, err)}
		}
	}
	if a.Messages = slices.Clip(a.Messages); len(a.Messages) > 0 {
		a.Message = a.Messages[len(a.Messages)-1]
	} else {
		a.Messages = nil
	}
	a.At = time.UnixMicro(at).UTC()
	return a, nil
}

// DeleteAnswer deletes an answer with its feedback; that there is none is no
// error.
func (s *Store) DeleteAnswer(ctx context.Context, id string) error {
	_, err := s.db.ExecContext(ctx, "DELETE FROM answer WHERE id = ?", id)
	return s.fault(ctx, "delete an answer", err)
}

// Prune deletes the answers from before a time, with their feedback, and returns
// how many there were.
func (s *Store) Prune(ctx context.Context, before time.Time) (int, error) {
	result, err := s.db.ExecContext(ctx, "DELETE FROM answer WHERE at < ?", before.UnixMicro())
	if err != nil {
		return 0, s.fault(ctx, "delete old answers", err)
	}
	n, err := result.RowsAffected()
	return int(n), s.fault(ctx, "delete old answers", err)
}
