package table

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus/compose"
)

// cells makes rows of lines with cells between bars.
func cells(lines string) [][]string {
	var rows [][]string
	for line := range strings.SplitSeq(lines, "\n") {
		rows = append(rows, strings.Split(line, "|"))
	}
	return rows
}

func TestWrite(t *testing.T) {
	long := strings.Repeat("word ", 60) + "end"
	for name, tt := range map[string]struct {
		table Table
		want  string
	}{
		"heads":            {Table{Rows: cells("City|Population\nOslo|717710\n|\nBergen|291940"), Headers: 1}, "- City: Oslo; Population: 717710\n- City: Bergen; Population: 291940\n"},
		"empty cells":      {Table{Rows: cells("City|Country|Population\nOslo||717710"), Headers: 1}, "- City: Oslo; Population: 717710\n"},
		"a column unnamed": {Table{Rows: cells("City|\nOslo|big"), Headers: 1}, "- City: Oslo; big\n"},
		"found by numbers": {Table{Rows: cells("City|Population\nOslo|717 710\nBergen|291 940"), Headers: Guess}, "- City: Oslo; Population: 717 710\n- City: Bergen; Population: 291 940\n"},
		"text alone":       {Table{Rows: cells("a|b|c\nd|e|f"), Headers: Guess}, "| a | b | c |\n| d | e | f |\n"},
		"names and values": {Table{Rows: cells("Name|Anna\nOffice|B-101")}, "- Name: Anna\n- Office: B-101\n"},
		"one column":       {Table{Rows: cells("a\nb")}, "- a\n- b\n"},
		"a group":          {Table{Rows: cells("City|Land|n\nNorth||\nOslo|Norway|1"), Headers: 1}, "North\n\n- City: Oslo; Land: Norway; n: 1\n"},
		"heads of nothing": {Table{Rows: cells("City|Land"), Headers: 1}, "City; Land\n"},
		"two rows of heads": {Table{Rows: cells("City|2023||2024|\n|born|died|born|died\nOslo|1|2|3|4"), Headers: 2,
			Merges: []Merge{{0, 1, 1, 2}, {0, 3, 1, 2}, {0, 0, 2, 1}}}, "- City: Oslo; 2023 born: 1; 2023 died: 2; 2024 born: 3; 2024 died: 4\n"},
		"filled down": {Table{Rows: cells("Land|City\nNorway|Oslo\n|Bergen"), Headers: 1, Merges: []Merge{{1, 0, 2, 1}}}, "- Land: Norway; City: Oslo\n- Land: Norway; City: Bergen\n"},
		"long rows":   {Table{Rows: cells("Part|A|B\nP-1|" + long + "|" + long), Headers: 1}, "- Part: P-1; A: " + long + "\n- Part: P-1; B: " + long + "\n"},
		"a title":     {Table{Rows: cells("Shifts||\nMonday|Anna|Bo\nFriday|Bo|Anna"), Headers: Guess}, "Shifts\n\n| Monday | Anna | Bo |\n| Friday | Bo | Anna |\n"},
		"short heads": {Table{Rows: [][]string{{"City", "2023"}, {"", "born", "died"}, {"Oslo", "1", "2"}}, Headers: 2, Merges: []Merge{{0, 1, 1, 2}}}, "- City: Oslo; 2023 born: 1; 2023 died: 2\n"},
		"nothing":     {Table{Rows: cells(" | \n|"), Headers: 1}, ""},
		"odd merges":  {Table{Rows: cells("a|b\nc|d"), Headers: 1, Merges: []Merge{{-1, 0, 1, 1}, {9, 9, 9, 9}, {0, 5, 1, 9}, {1, 7, 1 << 40, 1 << 40}}}, "- a: c; b: d\n"},
	} {
		t.Run(name, func(t *testing.T) {
			var w compose.Writer
			Write(&w, tt.table)
			if diff := cmp.Diff(tt.want, w.Text()); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestWriteSheet(t *testing.T) {
	for name, tt := range map[string]struct {
		rows, want string
	}{
		"titles and remarks": {"Cities of the north||\nas of 2024||\nCity|Land|Population\nOslo|Norway|717710\n||\nSource: the office.||",
			"Cities of the north\n\nas of 2024\n\n- City: Oslo; Land: Norway; Population: 717710\n\nSource: the office.\n"},
		"a gap":           {"City|n\nOslo|1\n|\nBergen|2", "- City: Oslo; n: 1\n\n- City: Bergen; n: 2\n"},
		"another table":   {"City|n\nOslo|1\n|\nFruit|Price|Shop\nPear|2|A", "- City: Oslo; n: 1\n\n- Fruit: Pear; Price: 2; Shop: A\n"},
		"years as heads":  {"Land|2023|2024\nNorway|5|6", "- Land: Norway; 2023: 5; 2024: 6\n"},
		"no heads":        {"Oslo|717710|0\nBergen|291940|0", "| Oslo | 717710 | 0 |\n| Bergen | 291940 | 0 |\n"},
		"a value returns": {"Oslo|Norway|x\nBergen|Norway|y", "| Oslo | Norway | x |\n| Bergen | Norway | y |\n"},
		"addresses":       {"Anna|a@x.org|B-1\nBo|b@x.org|B-2", "| Anna | a@x.org | B-1 |\n| Bo | b@x.org | B-2 |\n"},
		"a list":          {"Pears\nPlums\nApples", "- Pears\n- Plums\n- Apples\n"},
		"prose":           {"The mill was built in 1788.\nIt burnt down.", "The mill was built in 1788.\n\nIt burnt down.\n"},
	} {
		t.Run(name, func(t *testing.T) {
			var w compose.Writer
			WriteSheet(&w, Table{Rows: cells(tt.rows), Headers: Guess})
			if diff := cmp.Diff(tt.want, w.Text()); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
