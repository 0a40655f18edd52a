package sqlitestate

import (
	"context"
	"time"
)

// Feedback is what a user thinks of an answer.
type Feedback struct {
	// Answer is the ID of the answer.
	Answer, User string
	Up           bool
	// Reason is in the user's words; it may be empty.
	Reason string
	// At is when it was given, to the microsecond.
	At time.Time
}

// SaveFeedback saves a user's feedback in place of what the same user said of
// the answer before. The error has ErrNotFound in its chain when there is no
// such answer.
func (s *Store) SaveFeedback(ctx context.Context, f Feedback) error {
	result, err := s.db.ExecContext(ctx, "INSERT OR REPLACE INTO feedback SELECT id, ?, ?, ?, ? FROM answer WHERE id = ?",
		f.User, f.Up, f.Reason, f.At.UnixMicro(), f.Answer)
	return s.fault(ctx, "save feedback", found(result, err))
}

// FeedbackOf returns the feedback on an answer, oldest first.
func (s *Store) FeedbackOf(ctx context.Context, answer string) ([]Feedback, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT answer, user, up, reason, at FROM feedback WHERE answer = ? ORDER BY at, user", answer)
	if err != nil {
		return nil, s.fault(ctx, "read feedback", err)
	}
	defer rows.Close()
	var all []Feedback
	for rows.Next() {
		var f Feedback
		var at int64
		if err := rows.Scan(&f.Answer, &f.User, &f.Up, &f.Reason, &at); err != nil {
			return nil, s.fault(ctx, "read feedback", err)
		}
		f.At = time.UnixMicro(at).UTC()
		all = append(all, f)
	}
	return all, s.fault(ctx, "read feedback", rows.Err())
}

// Counts tells how often the answers given in a guild were found good and bad.
func (s *Store) Counts(ctx context.Context, guild string) (up, down int, err error) {
	row := s.db.QueryRowContext(ctx, `SELECT count(*) FILTER (WHERE up), count(*) FILTER (WHERE NOT up)
		FROM feedback JOIN answer ON answer.id = feedback.answer WHERE guild = ?`, guild)
	err = s.fault(ctx, "count feedback", row.Scan(&up, &down))
	return up, down, err
}
