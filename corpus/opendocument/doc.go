// Package opendocument reads the files of LibreOffice and of all that write
// OpenDocument: texts (.odt), presentations (.odp), spreadsheets (.ods) and
// drawings (.odg), packed or flat (.fodt and the like).
//
// Read is what people see: inserted text and not deleted text, the results of
// fields and formulas as they are shown. Comments, headers and footers, hidden
// slides, sheets, rows and columns are left out. Notes stand behind the
// paragraph that they belong to.
package opendocument
