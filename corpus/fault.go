package corpus

import "fmt"

// A FaultKind says what became of the thing a Fault is about, and so what
// holds of the documents that an index knows from it.
type FaultKind int

const (
	// Refused means that it was looked at and is no document. What was known
	// of it is out of date.
	Refused FaultKind = iota
	// Unread means that it, or the rest of it, could not be read this time.
	// What was known of it is the best knowledge there is.
	Unread
	// Doubtful means that it was read, but perhaps not as it was meant.
	Doubtful
)

// A Fault is something wrong with a file, a folder or a record. Reading goes
// on after it.
type Fault struct {
	// Path is the file or folder, written as Document.Path is.
	Path string
	// Line is the line of the record in Path, from 1; 0 if it is about all of
	// Path.
	Line int
	Kind FaultKind
	// Err says what happened and, where the user can mend it, how.
	Err error
}

// Error is one line for people.
func (f *Fault) Error() string {
	where := f.Path
	if f.Line > 0 {
		where = fmt.Sprintf("%s:%d", f.Path, f.Line)
	}
	message := clip(oneLine(f.Err.Error()), 500)
	if where == "" {
		return message
	}
	return where + ": " + message
}

// Unwrap returns Err.
func (f *Fault) Unwrap() error { return f.Err }

// Keeps reports whether a document that was read from path on an earlier walk
// must be kept although this walk did not yield it: the fault hid it.
func (f *Fault) Keeps(path string) bool { return f.Kind == Unread && atOrBelow(path, f.Path) }

func refused(format string, args ...any) *Fault {
	return &Fault{Kind: Refused, Err: fmt.Errorf(format, args...)}
}

func unread(format string, args ...any) *Fault {
	return &Fault{Kind: Unread, Err: fmt.Errorf(format, args...)}
}

func doubtful(format string, args ...any) *Fault {
	return &Fault{Kind: Doubtful, Err: fmt.Errorf(format, args...)}
}
