package bot

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"time"

	"footnote/bot/draft"
	"footnote/bot/gate"
	"footnote/retrieval"
)

// A Checker checks the statements of one draft in their order; gate.Checker is
// one.
type Checker interface {
	Check(ctx context.Context, claim gate.Claim) gate.Verdict
}

// A Prover opens a Checker over the passages that a model is offered: what
// gate.Gate's Open does.
type Prover func(passages []retrieval.Passage) Checker

// ModelOptions tell how a language model is used. The zero value is fit for
// use.
type ModelOptions struct {
	// Timeout bounds the writing of an answer; 0 is DefaultTimeout.
	Timeout time.Duration
	// Structured reports whether the server obeys a schema, so that JSON is
	// asked for; nil asks for plain text.
	Structured func() bool
	// Judge is asked about each statement that was proven, and may drop it.
	// nil asks nobody.
	Judge LanguageModel
	// Logger gets a warning for each failure, and at the debug level each
	// verdict; nil logs nothing.
	Logger *slog.Logger
}

// DefaultTimeout bounds the writing of an answer.
const DefaultTimeout = time.Minute

// A writer is a language model with all that is needed to let it answer.
type writer struct {
	model      LanguageModel
	prove      Prover
	timeout    time.Duration
	structured func() bool
	judge      LanguageModel
	log        *slog.Logger
}

// WithModel returns an answerer over the same corpus whose answers are written
// by a language model. Of what it writes only that is delivered which a Checker
// of the prover passes.
func (a *Answerer) WithModel(model LanguageModel, prover Prover, options ModelOptions) *Answerer {
	w := &writer{model: model, prove: prover, timeout: options.Timeout, structured: options.Structured, judge: options.Judge, log: options.Logger}
	if w.timeout <= 0 {
		w.timeout = DefaultTimeout
	}
	if w.structured == nil {
		w.structured = func() bool { return false }
	}
	if w.log == nil {
		w.log = slog.New(slog.DiscardHandler)
	}
	with := *a
	with.writer, with.prove = w, prover
	return &with
}

// A writing is one answer that is being written.
type writing struct {
	*writer
	quoter *quoter
	asked  inquiry
	// comparison knows the documents of the passages, and what disagrees in them.
	*comparison
	// quotes are what is answered when the model does not; none is a refusal.
	quotes []statement

	offered  []retrieval.Passage
	checker  Checker
	parser   draft.Parser
	page     transcript
	verdicts []Statement
	warnings []string
	said     map[string]bool
	waiting  *prelude
	// orphaned is set when the statement before was dropped.
	orphaned bool
	// unjudged is set when the judge failed: it is not asked again.
	unjudged bool
}

// errStopped tells that nobody wants the rest of the answer.
var errStopped = errors.New("nobody wants the rest of the answer")

// answer lets the model answer, and falls back to quotes when it does not.
func (w *writing) answer(ctx context.Context, answer Answer, show show) (Answer, error) {
	err := w.draft(ctx, show)
	if errors.Is(err, errStopped) {
		return answer, err
	}
	if err != nil && errors.Is(ctx.Err(), context.Canceled) {
		return answer, fmt.Errorf("waiting for the model: %w", ctx.Err())
	}
	return w.finish(ctx, answer, err, show != nil), nil
}

// draft lets the model write within its time and shows what is proven.
func (w *writing) draft(ctx context.Context, show show) error {
	ctx, cancel, err := w.limit(ctx)
	if err != nil {
		return err
	}
	defer cancel()
	limit := promptTokens(w.model.ContextTokens())
	err = w.ask(ctx, limit, show)
	var fault *ModelError
	if errors.As(err, &fault) && fault.Fault == FaultTooLong && len(w.verdicts) == 0 {
		// The context is smaller than the model was said to have.
		w.log.WarnContext(ctx, "asking again with fewer passages", "error", err)
		w.parser = draft.Parser{}
		err = w.ask(ctx, limit/2, show)
	}
	return err
}

// ask lets the model write from as many passages as the limit allows.
func (w *writing) ask(ctx context.Context, limit int, show show) error {
	prompt, err := w.prompt(limit)
	if err != nil {
		return err
	}
	w.checker = w.prove(w.offered)
	for piece, err := range pieces(ctx, w.model, prompt) {
		if err != nil {
			return err
		}
		if piece.Report != nil {
			w.warnings = append(w.warnings, piece.Report.Warnings...)
		}
		if err := w.read(ctx, show, func() ([]draft.Statement, error) { return w.parser.Feed(piece.Text) }); err != nil {
			return err
		}
	}
	return w.read(ctx, show, w.parser.Close)
}

// read takes the statements that the parser gives.
func (w *writing) read(ctx context.Context, show show, parse func() ([]draft.Statement, error)) error {
	statements, unreadable := parse()
	if err := w.take(ctx, statements, show); err != nil {
		return err
	}
	if unreadable != nil {
		return fmt.Errorf("%w: %w", errUnreadable, unreadable)
	}
	return nil
}

// The time that is kept back for delivering, of what the caller gave.
const (
	reserveShare = 10 // one part of so many
	reserveLeast = 100 * time.Millisecond
	reserveMost  = 2 * time.Second
)

// limit bounds the model's time. It fails when there is none left.
func (w *writing) limit(ctx context.Context) (context.Context, context.CancelFunc, error) {
	timeout := w.timeout
	if deadline, ok := ctx.Deadline(); ok {
		left := time.Until(deadline)
		left -= min(max(left/reserveShare, reserveLeast), reserveMost)
		timeout = min(timeout, left)
	}
	if timeout <= 0 {
		return ctx, nil, errNoTime
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	return ctx, cancel, nil
}

// A delivery is a piece of a reply, or its end.
type delivery struct {
	piece Piece
	err   error
	end   bool
}

// deliveriesAhead is how many pieces may wait, so that a model can write on
// while a statement is checked.
const deliveriesAhead = 1024

// pieces asks the model. It ends when the context does, even if the model does
// not notice.
func pieces(ctx context.Context, model LanguageModel, prompt Prompt) iter.Seq2[Piece, error] {
	return func(yield func(Piece, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		deliveries := make(chan delivery, deliveriesAhead)
		go func() {
			deliver := func(d delivery) bool {
				select {
				case deliveries <- d:
					return d.err == nil
				case <-ctx.Done():
					return false
				}
			}
			for piece, err := range model.Write(ctx, prompt) {
				if !deliver(delivery{piece: piece, err: err}) {
					return
				}
			}
			// A model that was told to stop has not finished.
			deliver(delivery{err: ctx.Err(), end: true})
		}()
		for {
			select {
			case d := <-deliveries:
				if d.end && d.err == nil || !yield(d.piece, d.err) || d.err != nil {
					return
				}
			case <-ctx.Done():
				yield(Piece{}, ctx.Err())
				return
			}
		}
	}
}
