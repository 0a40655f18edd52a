package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"footnote/retrieval"
)

// progressEvery is the time between two lines where no bar can be drawn.
const progressEvery = 3 * time.Second

// A progress shows how far indexing has come: a bar on a terminal, a line
// every few seconds elsewhere.
type progress struct {
	w        io.Writer
	terminal bool
	now      func() time.Time

	bar   *progressbar.ProgressBar
	stage retrieval.Stage
	told  time.Time
}

func newProgress(w io.Writer) *progress {
	file, ok := w.(*os.File)
	return &progress{w: w, terminal: ok && term.IsTerminal(int(file.Fd())), now: time.Now, told: time.Now()}
}

func (p *progress) show(now retrieval.Progress) {
	if !p.terminal {
		p.line(now)
		return
	}
	if p.bar == nil || p.stage != now.Stage {
		p.finish()
		p.stage = now.Stage
		p.bar = newBar(p.w, now, p.columns())
	}
	_ = p.bar.Set(now.Done)
}

// columns is how wide the terminal is, as far as it tells.
func (p *progress) columns() int {
	file, ok := p.w.(*os.File)
	if !ok {
		return 0
	}
	columns, _, err := term.GetSize(int(file.Fd()))
	if err != nil {
		return 0
	}
	return columns
}

// besideBar is how much may stand beside a bar: the stage, counts, the pace and
// the times. A line that wraps could not be taken away again.
const besideBar = 64

func newBar(w io.Writer, now retrieval.Progress, columns int) *progressbar.ProgressBar {
	total := now.Total
	if total == 0 {
		total = -1
	}
	return progressbar.NewOptions(total,
		progressbar.OptionSetWriter(w),
		progressbar.OptionSetDescription(string(now.Stage)),
		progressbar.OptionSetItsString(units[now.Stage]),
		progressbar.OptionSetWidth(min(24, max(4, columns-besideBar))),
		progressbar.OptionShowCount(),
		progressbar.OptionShowIts(),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
		// Otherwise a goroutine draws, even after the bar was taken away.
		progressbar.OptionSetSpinnerChangeInterval(0),
	)
}

var units = map[retrieval.Stage]string{retrieval.StageRead: "documents", retrieval.StageEmbed: "passages"}

func (p *progress) line(now retrieval.Progress) {
	if p.now().Sub(p.told) < progressEvery {
		return
	}
	p.told = p.now()
	if now.Total > 0 {
		fmt.Fprintf(p.w, "%s: %d of %d %s\n", now.Stage, now.Done, now.Total, units[now.Stage])
		return
	}
	fmt.Fprintf(p.w, "%s: %d %s\n", now.Stage, now.Done, units[now.Stage])
}

// finish takes the bar away.
func (p *progress) finish() {
	if p.bar != nil {
		_ = p.bar.Clear()
		p.bar = nil
	}
}
