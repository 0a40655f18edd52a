//go:build !unix

package watch

import "io/fs"

// identity is not told. A folder that another one replaces is noticed by what
// happens to it.
func identity(fs.FileInfo) string { return "" }

// limited reports whether a limit of the system was reached.
func limited(error) bool { return false }
