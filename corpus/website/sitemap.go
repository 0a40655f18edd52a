package website

import (
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// Limits of sitemaps. The size and the number of a file are the protocol's.
const (
	maxSitemap  = 50 << 20 // bytes of one, unpacked
	maxListed   = 50_000   // addresses in one
	maxSitemaps = 200      // that are read of one site
)

// A sitemap lists pages, or other sitemaps.
type sitemap struct {
	pages []listed
	maps  []string
}

// A listed page is one in a sitemap, with the time of its last change, if it
// tells one.
type listed struct{ address, modified string }

// readSitemap reads a sitemap in XML, or a list of addresses, packed or not. An
// error may come with what stands before it.
func readSitemap(data []byte) (sitemap, error) {
	if bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		unpacked, err := unpack(data, maxSitemap)
		if err != nil {
			return sitemap{}, err
		}
		data = unpacked
	}
	trimmed := bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\ufeff")), " \t\r\n")
	if bytes.HasPrefix(trimmed, []byte("<")) {
		return readSitemapXML(trimmed)
	}
	return readSitemapText(trimmed)
}

// unpack undoes gzip, up to a limit of bytes.
func unpack(data []byte, limit int64) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("cannot be unpacked (%w)", err)
	}
	unpacked, err := io.ReadAll(io.LimitReader(z, limit+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("cannot be unpacked (%w)", err)
	case int64(len(unpacked)) > limit:
		return nil, fmt.Errorf("is larger than %d MiB", limit>>20)
	}
	return unpacked, nil
}

// readSitemapText reads a list of addresses, one a line.
func readSitemapText(data []byte) (sitemap, error) {
	var m sitemap
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
		case !strings.HasPrefix(line, "http://") && !strings.HasPrefix(line, "https://") || !utf8.ValidString(line):
			return m, errors.New("is no sitemap: it is neither XML nor a list of addresses")
		case len(m.pages) == maxListed:
			return m, tooMany()
		default:
			m.pages = append(m.pages, listed{address: line})
		}
	}
	return m, nil
}

func tooMany() error {
	return fmt.Errorf("lists more than %d addresses, which is the limit", maxListed)
}

// readSitemapXML reads a urlset or a sitemapindex. Only the names of elements
// count, whatever namespace they are said to be in.
func readSitemapXML(data []byte) (sitemap, error) {
	decoder := xml.NewDecoder(bytes.NewReader(data))
	decoder.Strict = false
	decoder.CharsetReader = charset.NewReaderLabel
	var m sitemap
	var at listed
	known, depth := false, 0
	for {
		token, err := decoder.Token()
		if err == io.EOF && known {
			return m, nil
		}
		if err != nil && known {
			return m, fmt.Errorf("is broken (%w)", err)
		}
		if err != nil {
			return m, errors.New("is no sitemap: it holds no list of addresses")
		}
		switch token := token.(type) {
		case xml.StartElement:
			depth++
			name := token.Name.Local
			known = known || depth == 1 && (name == "urlset" || name == "sitemapindex")
			switch {
			case !known:
				return m, fmt.Errorf("is no sitemap: it begins with <%.40s>", name)
			case depth == 2:
				at = listed{}
			case depth == 3 && name == "loc" && at.address == "":
				at.address, err = content(decoder)
				depth--
			case depth == 3 && name == "lastmod":
				at.modified, err = content(decoder)
				depth--
			}
			if err != nil {
				return m, fmt.Errorf("is broken (%w)", err)
			}
		case xml.EndElement:
			if depth--; depth != 1 || at.address == "" {
				continue
			}
			if len(m.pages) == maxListed || len(m.maps) == maxListed {
				return m, tooMany()
			}
			if token.Name.Local == "sitemap" {
				m.maps = append(m.maps, at.address)
			} else {
				m.pages = append(m.pages, at)
			}
		}
	}
}

// content is the text in the element that was begun.
func content(decoder *xml.Decoder) (string, error) {
	var b strings.Builder
	for depth := 1; ; {
		token, err := decoder.Token()
		if err != nil {
			return "", err
		}
		switch token := token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			if depth--; depth == 0 {
				return strings.TrimSpace(b.String()), nil
			}
		case xml.CharData:
			if b.Len()+len(token) <= 2*maxAddress {
				b.Write(token)
			}
		}
	}
}

// telling leaves out the times of change if they are all the same: then they
// are that of the sitemap.
func telling(pages []listed) []listed {
	if len(pages) < 5 {
		return pages
	}
	for _, p := range pages[1:] {
		if p.modified != pages[0].modified {
			return pages
		}
	}
	for i := range pages {
		pages[i].modified = ""
	}
	return pages
}
