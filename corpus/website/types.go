package website

import (
	"mime"
	"net/http"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// extensions are those of the formats that are read, by the type that a server
// says its answer is of.
var extensions = map[string]string{
	"text/html": ".html", "application/xhtml+xml": ".xhtml",
	"text/plain": ".txt", "text/markdown": ".md", "text/x-markdown": ".md", "text/x-rst": ".rst", "text/asciidoc": ".adoc",
	"text/csv": ".csv", "text/tab-separated-values": ".tsv",
	"application/pdf": ".pdf", "application/x-pdf": ".pdf", "application/epub+zip": ".epub",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document":   ".docx",
	"application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":         ".xlsx",
	"application/vnd.oasis.opendocument.text":                                   ".odt",
	"application/vnd.oasis.opendocument.presentation":                           ".odp",
	"application/vnd.oasis.opendocument.spreadsheet":                            ".ods",
}

// attachments are the extensions of documents that pages link to, wherever on
// the site they are; plain those of text, which servers call text/plain.
var (
	attachments = set(".pdf", ".docx", ".pptx", ".xlsx", ".odt", ".odp", ".ods", ".epub", ".csv", ".tsv", ".txt", ".md", ".markdown", ".rst", ".adoc", ".asciidoc")
	plain       = set(".txt", ".text", ".md", ".markdown", ".rst", ".adoc", ".asciidoc", ".csv", ".tsv")
	// others are those of what is never read.
	others = set(".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".ico", ".bmp", ".tif", ".tiff", ".avif", ".mp3", ".ogg", ".wav", ".flac", ".mp4", ".webm",
		".avi", ".mov", ".mkv", ".css", ".js", ".mjs", ".map", ".json", ".xml", ".rss", ".atom", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".zip", ".gz", ".tgz",
		".bz2", ".xz", ".zst", ".7z", ".rar", ".tar", ".jar", ".exe", ".msi", ".dmg", ".deb", ".rpm", ".apk", ".iso", ".bin", ".img", ".wasm", ".ics", ".vcf", ".doc", ".xls", ".ppt")
)

func set(words ...string) map[string]bool {
	s := map[string]bool{}
	for _, word := range words {
		s[word] = true
	}
	return s
}

// extensionOf is the extension of a key's path, in lower case.
func extensionOf(key string) string {
	name, _, _ := strings.Cut(key, "?")
	return strings.ToLower(path.Ext(name))
}

// unsaid is the extension of what only its data tell.
const unsaid = "?"

// formatOf is the extension of the format of an answer, "" if it is none that
// is read: what the server says, or else the key's extension.
func formatOf(contentType, key string) string {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		kind, _, _ = strings.Cut(contentType, ";")
		kind = strings.ToLower(strings.TrimSpace(kind))
	}
	own := extensionOf(key)
	switch kind {
	case "text/plain":
		if plain[own] {
			return own
		}
	case "", "application/octet-stream", "binary/octet-stream", "application/x-download", "application/download", "application/force-download":
		switch {
		case attachments[own] || own == ".html" || own == ".htm":
			return own
		case others[own]:
			return ""
		}
		return unsaid
	}
	return extensions[kind]
}

// sniffed is the format of data that nothing else tells.
func sniffed(data []byte) string {
	kind, _, _ := strings.Cut(http.DetectContentType(data), ";")
	return extensions[kind]
}

// decoded makes UTF-8 of text whose encoding only the server tells.
func decoded(data []byte, contentType string) []byte {
	_, parameters, err := mime.ParseMediaType(contentType)
	if err != nil || parameters["charset"] == "" || utf8.Valid(data) {
		return data
	}
	encoding, name := charset.Lookup(parameters["charset"])
	if encoding == nil || name == "utf-8" || strings.HasPrefix(name, "utf-16") {
		return data
	}
	if text, err := encoding.NewDecoder().Bytes(data); err == nil {
		return text
	}
	return data
}
