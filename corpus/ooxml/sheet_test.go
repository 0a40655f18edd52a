package ooxml

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus/readertest"
)

const sheetNS = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="` + relationNS + `"`

// book makes a workbook of the rows of its only sheet.
func book(t testing.TB, rows string) []byte {
	t.Helper()
	return pack(t, "xl/workbook.xml", `<workbook `+sheetNS+`><sheets><sheet name="Sheet1" sheetId="1" r:id="sheet1"/></sheets></workbook>`,
		"worksheets/sheet1.xml", `<worksheet `+sheetNS+`><cols><col min="3" max="3" hidden="1"/></cols><sheetData>`+rows+`</sheetData></worksheet>`)
}

func cellOf(ref, kind, value string) string {
	return `<c r="` + ref + `" t="` + kind + `"><v>` + value + `</v></c>`
}

func TestSheet(t *testing.T) {
	head := `<row r="1">` + cellOf("A1", "str", "Name") + cellOf("B1", "str", "n") + cellOf("C1", "str", "secret") + `</row>`
	for name, tt := range map[string]struct{ rows, want string }{
		"kinds":       {head + `<row r="2">` + cellOf("A2", "b", "1") + cellOf("B2", "d", "2024-03-05T00:00:00") + `</row>`, "- Name: TRUE; n: 2024-03-05\n"},
		"errors":      {head + `<row r="2">` + cellOf("A2", "str", "x") + cellOf("B2", "e", "#N/A") + `</row>`, "- Name: x\n"},
		"inline":      {head + `<row r="2"><c r="A2" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r><rPh><t>z</t></rPh></is></c></row>`, "- Name: ab\n"},
		"hidden row":  {head + `<row r="2" hidden="1">` + cellOf("A2", "str", "x") + `</row><row r="3">` + cellOf("A3", "str", "y") + cellOf("C3", "n", "5") + `</row>`, "- Name: y\n"},
		"a gap":       {head + `<row r="2">` + cellOf("A2", "str", "x") + `</row><row r="9">` + cellOf("A9", "str", "y") + cellOf("B9", "n", "5") + `</row>`, "- Name: x\n\n- Name: y; n: 5\n"},
		"no places":   {`<row><c t="str"><v>Name</v></c><c t="str"><v>n</v></c></row><row><c t="str"><v>x</v></c><c><v>1.50</v></c></row>`, "- Name: x; n: 1.5\n"},
		"no such row": {head + `<row r="1">` + cellOf("A1", "str", "x") + cellOf("B1", "n", "5") + `</row>`, "- Name: x; n: 5\n"},
	} {
		t.Run(name, func(t *testing.T) { wantText(t, "a.xlsx", book(t, tt.rows), tt.want) })
	}
}

func TestSheetTooLong(t *testing.T) {
	rows := strings.Repeat(`<row><c t="str"><v>x</v></c><c><v>1</v></c></row>`, 10)
	doc, err := readertest.Read(t, Reader{MaxRows: 3}, "a.xlsx", book(t, rows))
	readertest.WantFault(t, err, "first 3 rows and")
	if diff := cmp.Diff("- x: 1\n- x: 1\n- x: 1\n", doc.Text); diff != "" {
		t.Error(diff)
	}
}
