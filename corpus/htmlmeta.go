package corpus

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A pageHead is what a page says about itself, before one is chosen of what is
// said twice.
type pageHead struct {
	properties map[string]string // of the meta elements, names in lower case
	linked     metadata          // of schema.org's JSON-LD
	language   string
	title      string
	canonical  string
	headings   []string // of level 1
}

// pageMetadata gathers what a page says about itself.
func pageMetadata(page *html.Node) metadata {
	h := pageHead{properties: map[string]string{}}
	for n := range page.Descendants() {
		if n.Type == html.ElementNode {
			h.collect(n)
		}
	}
	m := metadata{
		publisher: h.first(h.linked.publisher, "og:site_name", "citation_publisher", "dc.publisher", "dcterms.publisher", "publisher", "application-name"),
		author:    h.first(h.linked.author, "author", "citation_author", "dc.creator", "dcterms.creator", "parsely-author", "article:author"),
		date: isoDate(h.first(h.linked.date, "article:published_time", "citation_publication_date", "citation_date", "dc.date",
			"dcterms.date", "dcterms.created", "parsely-pub-date", "datepublished", "pubdate", "date")),
		url:      webURL(h.first(h.canonical, "og:url")),
		language: h.first(h.language, "content-language", "og:locale"),
		version: statedVersion(firstOf(h.first(h.linked.version, "version", "doc-version", "document-version", "docsearch:version")),
			h.first("", "status"), h.first("", "superseded-by", "dcterms.isreplacedby") != ""),
	}
	if m.url == "" {
		m.url = webURL(h.linked.url)
	}
	if webURL(m.author) != "" {
		m.author = ""
	}
	m.title = h.pageTitle(m.publisher)
	return m
}

// firstOf is the first of several values with commas.
func firstOf(list string) string {
	first, _, _ := strings.Cut(list, ",")
	return strings.TrimSpace(first)
}

// first returns value, or the first of the properties that is there.
func (h *pageHead) first(value string, names ...string) string {
	if value != "" {
		return value
	}
	for _, name := range names {
		if v := h.properties[name]; v != "" {
			return v
		}
	}
	return ""
}

func (h *pageHead) collect(n *html.Node) {
	switch n.DataAtom {
	case atom.Html:
		h.language = oneLine(attribute(n, "lang"))
	case atom.Meta:
		value := oneLine(attribute(n, "content"))
		for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
			// One element may serve several vocabularies.
			for _, name := range strings.Fields(strings.ToLower(attribute(n, key))) {
				if h.properties[name] == "" {
					h.properties[name] = value
				}
			}
		}
	case atom.Title:
		if h.title == "" && n.Namespace == "" {
			h.title = oneLine(rawText(n))
		}
	case atom.H1:
		if s := oneLine(rawText(n)); s != "" {
			h.headings = append(h.headings, s)
		}
	case atom.Link:
		if h.canonical == "" && strings.EqualFold(attribute(n, "rel"), "canonical") {
			h.canonical = oneLine(attribute(n, "href"))
		}
	case atom.Script:
		if h.linked.title == "" && strings.EqualFold(attribute(n, "type"), "application/ld+json") {
			h.linked = linkedData(rawText(n))
		}
	}
}

// pageTitle is the title without the name of the site.
func (h *pageHead) pageTitle(site string) string {
	title := h.first("", "og:title", "citation_title", "dc.title", "dcterms.title")
	if title == "" {
		title = h.linked.title
	}
	if title == "" {
		title = h.title
	}
	if title == "" {
		title = h.first("", "twitter:title")
	}
	// A heading that the title holds is the title.
	for _, heading := range h.headings {
		if len(strings.Fields(heading)) > 1 && strings.Contains(title, heading) {
			return heading
		}
	}
	for _, separator := range []string{" | ", " — ", " – ", " - ", " :: ", " » ", " · "} {
		if i := strings.LastIndex(title, separator); i > 0 {
			rest := oneLine(title[i+len(separator):])
			if strings.EqualFold(rest, site) || separator == " | " && len(strings.Fields(rest)) < 5 && strings.Contains(title[:i], " ") {
				title = oneLine(title[:i])
			}
		}
	}
	if title == "" && len(h.headings) > 0 {
		return h.headings[0]
	}
	return title
}

// webURL returns s if it is a whole web address.
func webURL(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return s
}
