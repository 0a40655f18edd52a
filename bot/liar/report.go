package liar

import (
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"
)

// WriteTable prints a row for each class, and then the lies that were
// delivered with the reason.
func (r Report) WriteTable(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "class\tlabel\tcount\tdelivered\trate\tprecision\trecall\t")
	for _, c := range r.Classes {
		label := "false"
		if c.True {
			label = "true"
		}
		fmt.Fprintf(t, "%s\t%s\t%d\t%d\t%.1f %%\t%.3f\t%.3f\t\n", c.Class, label, c.Count, c.Delivered, 100*c.Rate(), c.Precision, c.Recall)
	}
	fmt.Fprintf(t, "all\t\t%d\t%d\t%.1f %%\t%.3f\t%.3f\t\n", r.Total.Count, r.Total.Delivered, 100*r.Total.Rate(), r.Total.Precision, r.Total.Recall)
	if err := t.Flush(); err != nil {
		return fmt.Errorf("print the report on statements: %w", err)
	}
	for _, f := range r.Wrong {
		if !f.Delivered {
			continue
		}
		_, err := fmt.Fprintf(w, "\ndelivered, %s (%s): %s\n  changed: %s\n  because: %s\n", f.Statement.Class, f.Statement.ID, f.Statement.Text, f.Statement.Change, f.Reason)
		if err != nil {
			return fmt.Errorf("print the report on statements: %w", err)
		}
	}
	return nil
}

// WriteJSON prints the report as JSON.
func (r Report) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	if err := e.Encode(r); err != nil {
		return fmt.Errorf("print the report on statements: %w", err)
	}
	return nil
}
