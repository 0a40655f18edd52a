// Package ignore understands ignore files as git does: lists of patterns of
// names that are left out.
package ignore
