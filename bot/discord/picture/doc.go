// Package picture draws conversations as SVG, for the documentation: what the
// bot sends is shown as a chat shows it.
//
// It is pure: the same view gives the same bytes. No font is embedded. Lines
// are broken by a table of widths that is a little wider than the usual fonts
// without serifs, so that text stays within its box whatever font a reader has.
package picture

//go:generate go run ./internal/generate -o ../../../docs/pictures
