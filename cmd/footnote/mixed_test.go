package main

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"sort"
	"strings"
	"testing"
	"time"

	"footnote/corpus"
	"footnote/corpus/archive"
)

// several is the language of a file that is written in several.
const several = "several"

// mixed are what the files of testdata/mixed, which corpus/testdata/mixed.sh
// made, say and in which language, or how they are refused. All of them were
// written by other programs.
var mixed = map[string]struct{ language, says, fault string }{
	"letter.pdf":                       {"en", "the fog signal of Quilby is out of order from 3 May to 19 May 2023. Ferries will be announced by a trumpet instead", ""},
	"columns.pdf":                      {"en", "after the flood had taken the first one away with its miller and both his geese", ""},
	"sheet.pdf":                        {"", "| Brackenholt | 1704 | 83217 | 49 |", ""},
	"enscript.pdf":                     {"en", "It stands 49 metres above the ford, on a shelf of slate that the surveyors called difficult", ""},
	"pandoc-mill.docx":                 {"en", "Officers of the affiliated guild filed a complaint", ""},
	"abiword-mill.docx":                {"en", "Officers of the affiliated guild filed a complaint", ""},
	"libreoffice-tahana.odt":           {"he", "השיטפון סחף את הראשונה", ""},
	"many.xlsx":                        {several, "Town: Quilby; Built: ", ""},
	"gnumeric-mlyn.ods":                {"pl", "Miejscowość: Brzękowice; Rok: ", ""},
	"stock.xlsx":                       {"en", "Sort: heather; Price: 6.25 marks; Jars: 48; Filled on: 9 April 2023; Share: 16%", "formulas without results"},
	"libreoffice-mlyn.epub":            {"pl", "gdy powódź zabrała pierwszy", ""},
	"pandoc-mofang.epub":               {"zh", "被洪水冲走了", ""},
	"chromium-saved.html":              {"en", "Dogs may come in if they can swim", ""},
	"gb18030.html":                     {"zh", "被洪水冲走了", ""},
	"mofang-gb18030.txt":               {"zh", "被洪水冲走了", "read as GB 18030"},
	"suisha-shift_jis.txt":             {"ja", "洪水に流されたあと", "read as Shift JIS"},
	"tahana-cp1255.txt":                {"he", "השיטפון סחף את הראשונה", "read as Windows 1255"},
	"melnica-koi8-r.txt":               {"ru", "на уступе сланца", "read as KOI8-R"},
	"mlyn-iso-8859-2.txt":              {"pl", "gdy powódź zabrała pierwszy", "read as ISO 8859-2"},
	"utf-16be.txt":                     {"de", "Stauanlage", "is UTF-16"},
	"pandoc-tahuna.rst":                {"ar", "بعد أن جرف السيل", ""},
	"pandoc-muehle.adoc":               {"de", "mitsamt der Stauanlage fortgerissen", ""},
	"mill.md.gz/mill.md":               {"en", "Officers of the affiliated guild filed a complaint", ""},
	"discord.json#":                    {"en", "48 jars are left. They cost 6.25 marks each.", ""},
	"telegram.json#":                   {"en", "48 jars are left. They cost 6.25 marks each.", ""},
	"slack.zip/market/2023-04-17.json": {"en", "48 jars are left. They cost 6.25 marks each.", ""},
	"irssi.log":                        {"en", "48 jars are left. They cost 6.25 marks each.", ""},
	"whatsapp-ios.txt":                 {"en", "48 jars are left. They cost 6.25 marks each.", ""},
	"plain.eml":                        {"en", "please mend the lamp on the third pier before Michaelmas", ""},
	"toll.py":                          {"en", "The toll in pennies: six, and two more for each wheel above two.", ""},
	"toll.rs":                          {"en", "The toll in pennies: six, and two more for each wheel above two.", ""},
	"web-page.docx":                    {"", "", "whatever its name says"},
	"encrypted.pdf":                    {"", "", "remove it, for instance with qpdf"},
	"scan.pdf":                         {"", "", "run OCR"},
	"empty.txt":                        {"", "", "the file is empty"},
	"cut.pdf":                          {"", "", "is damaged"},
	"rich.rtf":                         {"", "", "save it as .docx or .odt"},
}

// readFolder reads all there is in a folder as index does.
func readFolder(t *testing.T, folder string, visit func(corpus.Document, error)) *corpus.Files {
	t.Helper()
	formats, done := readers(filepath.Join(os.TempDir(), "footnote-test"))
	defer done()
	files := &corpus.Files{Roots: []string{folder}, Readers: formats, Archives: archive.Unpackers(archive.SourceLimits)}
	for doc, err := range files.Documents(t.Context()) {
		visit(doc, err)
	}
	return files
}

func TestMixed(t *testing.T) {
	texts, languages, faults := map[string]string{}, map[string]string{}, map[string]string{}
	readFolder(t, filepath.Join("testdata", "mixed"), func(doc corpus.Document, err error) {
		if fault := new(corpus.Fault); errors.As(err, &fault) {
			checkFault(t, err)
			faults[filepath.Base(fault.Path)] = fault.Err.Error()
			return
		}
		texts[doc.ID], languages[doc.ID] = doc.Text, doc.Language
	})
	for name, want := range mixed {
		found, base := "", filepath.Base(name)
		for id, text := range texts {
			if id == name || strings.HasPrefix(id, name+"#") || strings.HasSuffix(name, "#") && strings.HasPrefix(id, name) {
				found = text
				base = filepath.Base(strings.TrimSuffix(name, "#"))
				if want.language != several && languages[id] != want.language {
					t.Errorf("%s is in %q, want %q", id, languages[id], want.language)
				}
			}
		}
		if fault := faults[base]; (fault != "") != (want.fault != "") || !strings.Contains(fault, want.fault) {
			t.Errorf("%s: the fault is %q, want %q", name, fault, want.fault)
		}
		if (found == "") != (want.says == "") || !strings.Contains(strings.ReplaceAll(found, "\n", " "), want.says) {
			t.Errorf("%s does not say %q but %.300q", name, want.says, found)
		}
	}
}

// advice is what a user is told to do.
var advice = regexp.MustCompile(`\b(save|split|remove|leave|run OCR|convert|mend|make|give|unpack|check|export|close|write|fetch|pack|open|index|take|compress)\b|the file is empty|which were not read`)

// TestMixedFolder reads the folder that FOOTNOTE_TEST_FORMATS names, which
// corpus/testdata/mixed.sh fills. Nothing may break down, and each fault must
// say what to do.
func TestMixedFolder(t *testing.T) {
	folder := os.Getenv("FOOTNOTE_TEST_FORMATS")
	if folder == "" {
		t.Skip("FOOTNOTE_TEST_FORMATS names no folder of files to read")
	}
	documents, kinds, slow := 0, map[string]int{}, ""
	last, longest := time.Now(), time.Duration(0)
	files := readFolder(t, folder, func(doc corpus.Document, err error) {
		if took := time.Since(last); took > longest {
			longest, slow = took, doc.ID
		}
		last = time.Now()
		fault := new(corpus.Fault)
		if !errors.As(err, &fault) {
			documents++
			return
		}
		checkFault(t, err)
		says := fault.Err.Error()
		kinds[digits.ReplaceAllString(says, "0")]++
		if !advice.MatchString(says) {
			t.Errorf("%s: %q does not say what to do", fault.Path, says)
		}
	})
	var all []string
	for kind := range kinds {
		all = append(all, kind)
	}
	sort.Strings(all)
	for _, kind := range all {
		t.Logf("%3d %s", kinds[kind], kind)
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	t.Logf("%d documents, %d files without text; the longest took %v, %s; %d MiB of memory at most", documents, files.Skipped, longest.Round(time.Millisecond), slow, memory.Sys>>20)
}

var digits = regexp.MustCompile(`\d+`)
