package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"footnote/bot/gate"
)

// Why a model's answer is not delivered, as people are told.
var (
	errNoTime     = errors.New("no time was left for the model")
	errTooLong    = errors.New("not even one passage fits into the model's context; configure a larger one")
	errUnproven   = errors.New("nothing that the model wrote is borne out by the passages")
	errSaidLess   = errors.New("the model wrote no statement")
	errNoAnswer   = errors.New("the model found no answer in the passages")
	errUnreadable = errors.New("the model's reply cannot be read")
	errNoneFound  = errors.New("what was found does not stand in the documents any more")
)

// finish makes the answer of what was written and why writing ended.
func (w *writing) finish(ctx context.Context, answer Answer, err error, shown bool) Answer {
	w.dismiss()
	answer.Statements, answer.Warnings = w.verdicts, w.warnings
	delivered := len(w.page.citations) > 0
	if delivered {
		w.tellOthers()
	}
	if err == nil && delivered {
		answer.Mode = ModeModel
		answer.Text, answer.Citations = w.page.text.String(), w.page.citations
		return answer
	}
	switch {
	case err != nil:
	case w.parser.NoAnswer() && len(w.quotes) == 0:
		return refuse(answer) // both say so
	case w.parser.NoAnswer():
		err = errNoAnswer
	case len(w.verdicts) == 0:
		err = errSaidLess
	default:
		err = errUnproven
	}
	why := explain(err)
	w.log.WarnContext(ctx, "the model did not answer", "reason", why, "error", err)
	if delivered && (shown || len(w.quotes) == 0) {
		return w.goOn(answer, why)
	}
	answer.Fallback = why
	for i := range answer.Statements {
		withhold(&answer.Statements[i], why)
	}
	return quoted(answer, w.quotes)
}

// withhold notes that a statement does not stand in the answer.
func withhold(s *Statement, why string) {
	if s.Status == gate.Dropped {
		return
	}
	s.Status, s.Reason, s.Markers = gate.Dropped, "proven, but not shown: "+why, []int{}
}

// goOn lets quotes follow behind what was written: that is proven, and may have
// been shown.
func (w *writing) goOn(answer Answer, why string) Answer {
	added := false
	for _, q := range w.quotes {
		if !w.page.holds(q) {
			w.page.addQuote(q)
			added = true
		}
	}
	answer.Text, answer.Citations = w.page.text.String(), w.page.citations
	if added {
		answer.Fallback = why
	} else {
		answer.Mode = ModeModel
		answer.Warnings = append(answer.Warnings, "the answer may lack something: "+why)
	}
	return answer
}

// faultPhrases say in plain words what kept a model from writing.
var faultPhrases = map[ModelFault]string{
	FaultDown:     "the model %s cannot be reached",
	FaultLoading:  "the model %s is still being loaded",
	FaultBusy:     "the server of the model %s has too much to do",
	FaultNoModel:  "the server has no model %s",
	FaultKey:      "the server of the model %s does not accept the key",
	FaultSlow:     "the model %s took too long",
	FaultCut:      "the reply of the model %s was cut off",
	FaultEmpty:    "the reply of the model %s is empty",
	FaultTooLong:  "the prompt is too long for the model %s",
	FaultFiltered: "the server withheld the reply of the model %s",
	FaultRejected: "the server of the model %s does not accept the request",
	FaultFailed:   "the server of the model %s failed",
	FaultBroken:   "the reply of the model %s cannot be read",
}

// longestReason bounds a reason in characters.
const longestReason = 300

// explain says in one line why the model did not answer. The cause of a
// ModelError is for the log: it may hold what is nobody's business.
func explain(err error) string {
	var fault *ModelError
	var text string
	switch {
	case errors.As(err, &fault):
		phrase, ok := faultPhrases[fault.Fault]
		if !ok {
			phrase = "the model %s failed"
		}
		text = oneLine(fmt.Sprintf(phrase, fault.Model))
		if fault.Status != 0 {
			text += fmt.Sprintf(" (status %d)", fault.Status)
		}
		if advice := strings.TrimSpace(fault.Advice); advice != "" {
			text += "; " + oneLine(advice)
		}
	case errors.Is(err, context.DeadlineExceeded):
		text = "the model took too long"
	default:
		text = "the model failed"
		for _, known := range []error{errNoTime, errTooLong, errUnproven, errSaidLess, errNoAnswer, errUnreadable, errNoneFound} {
			if errors.Is(err, known) {
				text = known.Error()
			}
		}
	}
	for utf8.RuneCountInString(text) > longestReason {
		_, size := utf8.DecodeLastRuneInString(text)
		text = text[:len(text)-size]
	}
	return text
}
