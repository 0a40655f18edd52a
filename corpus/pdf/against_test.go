package pdf

import (
	"fmt"
	"math/bits"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// TestAgainstPdftotext compares the text of the files in the folder that
// FOOTNOTE_TEST_FORMATS names, which testdata/make-pdf.sh of package corpus
// fills, with what pdftotext makes of them.
func TestAgainstPdftotext(t *testing.T) {
	folder := os.Getenv("FOOTNOTE_TEST_FORMATS")
	if folder == "" {
		t.Skip("FOOTNOTE_TEST_FORMATS names no folder of made files")
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.pdf"))
	if err != nil || len(files) == 0 {
		t.Skipf("no PDF in %s", folder)
	}
	reader := New(os.Getenv("FOOTNOTE_TEST_CACHE"))
	defer reader.Close()
	all, least := 0.0, 1.0
	var table strings.Builder
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := reader.Read(t.Context(), file, data)
		if err != nil && doc.Text == "" {
			t.Errorf("%s: %v", file, err)
			continue
		}
		plain, raw := pdftotext(t, file), pdftotext(t, file, "-raw")
		heads := headsOf(t, reader, data)
		share := covered(characters(plain), characters(doc.Text+heads))
		bare := covered(characters(plain), characters(doc.Text))
		extra := covered(characters(doc.Text), characters(plain))
		order := max(alike(plain, doc.Text), alike(raw, doc.Text))
		fmt.Fprintf(&table, "%-46s %6.2f %6.2f %6.2f %6.2f\n", filepath.Base(file), 100*share, 100*bare, 100*extra, 100*order)
		if share < .98 {
			t.Errorf("%s: only %.2f %% of the characters of pdftotext", file, 100*share)
		}
		all, least = all+share, min(least, share)
	}
	t.Logf("%d files; characters of pdftotext with heads and feet, without; own characters in pdftotext; words in order\n%s", len(files), table.String())
	t.Logf("on average %.2f %%, at least %.2f %%", 100*all/float64(len(files)), 100*least)
}

func pdftotext(t *testing.T, file string, options ...string) string {
	t.Helper()
	out, err := exec.Command("pdftotext", append(options, "-enc", "UTF-8", file, "-")...).Output()
	if err != nil {
		t.Fatalf("pdftotext %s: %v", file, err)
	}
	return string(out)
}

// headsOf is what the reader leaves out as heads and feet of pages.
func headsOf(t *testing.T, r *Reader, data []byte) string {
	t.Helper()
	sheets := sheetsOf(t, r, data)
	var rows [][]row
	for _, s := range sheets {
		most, _ := upright(s.runs)
		rows = append(rows, rowsOf(segmentsOf(most)))
	}
	drop, _ := running(rows)
	var heads strings.Builder
	for i := range rows {
		for _, r := range rows[i] {
			for _, s := range r {
				if drop[i][s.order] {
					heads.WriteString(" " + s.text)
				}
			}
		}
	}
	return heads.String()
}

// characters counts the letters, digits and marks of a text, but for those
// that stand for white space, hyphens, leaders and the marks of lists.
func characters(text string) map[rune]int {
	counts := map[rune]int{}
	for _, r := range norm.NFKC.String(text) {
		if unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Co, r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune("-‐–—.…·•◦▪#|`*", r) {
			continue
		}
		counts[r]++
	}
	return counts
}

// covered is the share of the characters of want that got has too.
func covered(want, got map[rune]int) float64 {
	all, shared := 0, 0
	for r, n := range want {
		all += n
		shared += min(n, got[r])
	}
	if all == 0 {
		return 1
	}
	return float64(shared) / float64(all)
}

// alike is how much of the words of want stands in got in the same order: the
// longest common subsequence.
func alike(want, got string) float64 {
	a, b := wordsOf(want), wordsOf(got)
	if len(a) == 0 {
		return 1
	}
	places := map[string][]uint64{}
	size := len(a)/64 + 1
	for i, w := range a {
		if places[w] == nil {
			places[w] = make([]uint64, size)
		}
		places[w][i/64] |= 1 << (i % 64)
	}
	row := make([]uint64, size)
	for _, w := range b {
		places := places[w]
		if places == nil {
			continue
		}
		shifted, borrow := uint64(1), uint64(0)
		for i := range row {
			x := row[i] | places[i]
			next := row[i] >> 63
			y := row[i]<<1 | shifted
			shifted = next
			z, lost := bits.Sub64(x, y, borrow)
			borrow = lost
			row[i] = x &^ z
		}
	}
	common := 0
	for _, w := range row {
		common += bits.OnesCount64(w)
	}
	return float64(common) / float64(len(a))
}

// wordsOf are the words of a text, without the hyphens at the ends of lines.
func wordsOf(text string) []string {
	text = norm.NFKC.String(strings.ReplaceAll(strings.ReplaceAll(text, "-\n", ""), "\x02\n", ""))
	var spaced strings.Builder // a sign of Chinese counts as a word
	for _, r := range text {
		if isIdeograph(r) {
			spaced.WriteString(" " + string(r) + " ")
			continue
		}
		spaced.WriteRune(r)
	}
	return strings.FieldsFunc(spaced.String(), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
