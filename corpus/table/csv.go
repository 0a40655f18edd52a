package table

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"footnote/corpus"
	"footnote/corpus/compose"
)

const (
	// MaxRows is how many rows are read of a table or sheet, and MaxText how
	// many bytes of text they may make.
	MaxRows = 100_000
	MaxText = 32 << 20
	// MaxColumns is how many columns of a sheet are read, MaxCells how many
	// cells of a file, empty ones among them.
	MaxColumns = 1000
	MaxCells   = 4_000_000
	// longestField is how long a field may be: quotes that are never closed
	// make one of all that follows.
	longestField = 100_000
)

// A Reader reads comma-separated values, whatever separates them. The zero
// Reader is ready to use.
type Reader struct {
	// MaxRows limits the rows that are read; 0 means the constant.
	MaxRows int
}

// Read implements corpus.Reader.
func (r Reader) Read(ctx context.Context, name string, data []byte) (corpus.Document, error) {
	text, doubt := corpus.Decode(data)
	if fault := new(corpus.Fault); errors.As(doubt, &fault) && fault.Kind != corpus.Doubtful {
		return corpus.Document{}, doubt
	}
	limit := r.MaxRows
	if limit <= 0 {
		limit = MaxRows
	}
	comma, text := separator(name, text)
	rows, more, err := rowsOf(ctx, text, comma, limit)
	if err != nil {
		return corpus.Document{}, err
	}
	w := compose.Writer{Max: MaxText}
	WriteSheet(&w, Table{Rows: rows, Headers: Guess})
	if w.Text() == "" {
		return corpus.Document{}, &corpus.Fault{Err: errors.New("the table holds nothing")}
	}
	if more || w.Full() {
		doubt = TooLong(limit)
	}
	title := strings.TrimSuffix(path.Base(name), path.Ext(name))
	return corpus.Document{Title: title, Text: w.Text(), Sections: w.Sections()}, doubt
}

// TooLong says that only the first rows and columns of a table were read.
func TooLong(rows int) error {
	return &corpus.Fault{Kind: corpus.Doubtful, Err: fmt.Errorf("is too large a table; of each part the first %d rows and %d columns were read, and %d MiB of text at the most; split it", rows, MaxColumns, MaxText>>20)}
}

// rowsOf are the rows of a file, and whether there are more than the limit.
func rowsOf(ctx context.Context, text string, comma rune, limit int) (rows [][]string, more bool, err error) {
	from := csv.NewReader(strings.NewReader(text))
	from.Comma, from.LazyQuotes, from.FieldsPerRecord = comma, true, -1
	line, offset, cells := 1, 0, 0
	for {
		row, err := from.Read()
		if err == io.EOF {
			return rows, more, nil
		}
		if err != nil {
			return nil, false, &corpus.Fault{Err: fmt.Errorf("cannot be read as a table (%w)", err)}
		}
		if ctx.Err() != nil {
			return nil, false, ctx.Err()
		}
		at, _ := from.FieldPos(0)
		if isUnclosed(row) {
			return nil, false, &corpus.Fault{Line: at, Err: errors.New("a quotation mark is never closed; close it, or write it twice where it is meant")}
		}
		if cells += len(row); len(rows) == limit || cells > MaxCells {
			return rows, true, nil
		}
		if at > line && len(rows) > 0 {
			rows = append(rows, nil) // blank lines part tables
		}
		more = more || len(row) > MaxColumns
		rows = append(rows, row[:min(len(row), MaxColumns)])
		end := int(from.InputOffset())
		line += strings.Count(text[offset:end], "\n")
		offset = end
	}
}

// isUnclosed reports whether a field is too long to be one.
func isUnclosed(row []string) bool {
	for _, field := range row {
		if len(field) > longestField {
			return true
		}
	}
	return false
}

// separators are what may part the cells of a row; the first wins a tie.
var separators = []rune{',', ';', '\t', '|'}

// separator finds out what parts the cells: what the first line of Excel's
// says, or what cuts most of the first lines into as many cells as each other.
func separator(name, text string) (rune, string) {
	if rest, ok := strings.CutPrefix(text, "sep="); ok && len(rest) > 0 {
		if line, after, found := strings.Cut(rest, "\n"); found && len(strings.TrimRight(line, "\r")) == 1 {
			return rune(line[0]), after
		}
	}
	best, most := ',', 0.0
	switch strings.ToLower(path.Ext(name)) {
	case ".tsv", ".tab":
		best = '\t'
	}
	for _, comma := range separators {
		if share := regularity(text, comma); share > most {
			best, most = comma, share
		}
	}
	return best, text
}

// regularity tells how well a separator cuts the first lines: the share of
// those that have the commonest number of cells, better the more cells.
func regularity(text string, comma rune) float64 {
	from := csv.NewReader(strings.NewReader(text))
	from.Comma, from.LazyQuotes, from.FieldsPerRecord, from.ReuseRecord = comma, true, -1, true
	counts, lines := map[int]int{}, 0
	for lines < sampled {
		row, err := from.Read()
		if err != nil {
			break
		}
		lines++
		counts[len(row)]++
	}
	best := 0.0
	for cells, n := range counts {
		if cells > 1 {
			share := float64(n) / float64(lines)
			best = max(best, share*share*(1-1/float64(2*cells)))
		}
	}
	return best
}
