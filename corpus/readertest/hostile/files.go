package hostile

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// A File is a hostile file: its slash-separated name in the folder, and what is
// in it.
type File struct {
	Name string
	Data []byte
}

// A Bait is what hostile files reach for. Nothing of it may come out.
type Bait struct {
	// Secret is the path of a file outside of the folder.
	Secret string
	// URL is the address of a server that must not hear of anything, without a
	// slash at its end.
	URL string
}

// relative is the path to the secret from anywhere: more steps up than any
// folder is deep.
func (b Bait) relative() string {
	return strings.Repeat("../", 40) + strings.TrimPrefix(filepath.ToSlash(b.Secret), "/")
}

// file is the URL of the secret.
func (b Bait) file() string { return "file://" + filepath.ToSlash(b.Secret) }

// Files are all hostile files but those that Damaged makes, sorted by name.
func Files(b Bait) []File {
	var all []File
	for _, group := range []struct {
		folder string
		files  map[string][]byte
	}{
		{"archives", archives(b)}, {"pdf", pdfsWithBait(b)}, {"office", office(b)}, {"books", books(b)},
		{"markup", markup(b)}, {"text", texts()}, {"data", data()}, {"names", names()},
	} {
		for name, data := range group.files {
			all = append(all, File{group.folder + "/" + name, data})
		}
	}
	sort(all)
	return all
}

// Damaged are a file cut off at some places, and with some bits turned.
func Damaged(name string, data []byte, cuts, flips int) []File {
	var all []File
	extension := filepath.Ext(name)
	base := strings.TrimSuffix(filepath.Base(name), extension)
	for i := range cuts {
		at := len(data) * (2*i + 1) / (2 * cuts)
		all = append(all, File{fmt.Sprintf("damaged/%s-cut-%d%s", base, at, extension), data[:at]})
	}
	for i := range flips {
		turned := slices.Clone(data)
		for n := range 1 + len(turned)/500 { // as many bits as a bad disk turns
			at := (n*7919 + i*104729 + n*n) % max(len(turned), 1)
			turned[at] ^= 1 << (n % 8)
		}
		all = append(all, File{fmt.Sprintf("damaged/%s-turned-%d%s", base, i, extension), turned})
	}
	return all
}

// sort puts files in the order of their names.
func sort(files []File) {
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
}

// Secret is what must not come out of the file that a Bait names.
const Secret = "The secret word is xylotomous."

// repeat is a text many times.
func repeat(s string, n int) string { return strings.Repeat(s, n) }
