// Package ooxml reads the files of Microsoft Office and of all that write
// them: documents (.docx), presentations (.pptx) and workbooks (.xlsx). What a
// file is, its content tells, not its name.
//
// Read is what people see: inserted text and not deleted text, the results of
// fields and formulas, values as their format shows them. Comments, headers
// and footers, hidden slides, sheets, rows and columns are left out. Notes stand
// behind the paragraph that they belong to.
package ooxml
