package corpus

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/pelletier/go-toml/v2"
)

// maxFrontMatter is far more than any real front matter; it keeps a rule at
// the top of a long file from being taken for the fence of one.
const maxFrontMatter = 16 << 10

// frontMatter reads the YAML (---) or TOML (+++) in front of a Markdown file
// and returns where the body starts. A file that limits its audience in a way
// that cannot be understood is refused: it must not become public by a slip.
func frontMatter(source string) (metadata, int, *Fault) {
	top := 0
	if strings.HasPrefix(source, string(utf8BOM)) {
		top = len(utf8BOM)
	}
	block, body, fence := fencedBlock(source, top)
	if fence == "" {
		head := prefix(source[top:], maxFrontMatter)
		if openFence.MatchString(head) && audienceLine.MatchString(head) {
			return metadata{}, 0, refused("its front matter limits the audience but has no end; close it with the line it starts with")
		}
		return metadata{}, top, nil
	}
	values := map[string]any{}
	var err error
	if fence == "+++" {
		err = toml.Unmarshal([]byte(block), &values)
	} else {
		err = yaml.Unmarshal([]byte(block), &values)
	}
	if err != nil {
		if audienceLine.MatchString(block) {
			return metadata{}, 0, refused("its front matter limits the audience but cannot be understood (%s); mend it", brief(err))
		}
		// It may be text between two rules, so it is not lost.
		if !keyLine.MatchString(block) {
			return metadata{}, top, nil
		}
		return metadata{}, top, doubtful("its front matter cannot be understood and was read as text (%s); mend it", brief(err))
	}
	// YAML takes 1.10 for the number 1.1.
	if _, ok := values["version"].(float64); ok {
		if line := versionLine.FindStringSubmatch(block); line != nil {
			values["version"] = line[1]
		}
	}
	meta, err := metadataOf(values)
	if err != nil {
		return metadata{}, 0, refused("its front matter is wrong: %w", err)
	}
	return meta, body, nil
}

// brief is the first line of an error of a parser, which quotes its input in
// those that follow.
func brief(err error) string {
	first, _, _ := strings.Cut(err.Error(), "\n")
	return clip(first, 100)
}

var (
	openFence    = regexp.MustCompile(`^(---|\+\+\+)[ \t]*\r?\n`)
	audienceLine = regexp.MustCompile(`(?im)^[\s"']*audience\b`)
	keyLine      = regexp.MustCompile(`(?m)^[\w"' -]+[:=]`)
	versionLine  = regexp.MustCompile(`(?m)^version\s*[:=]\s*(\d+\.\d+)\b`)
)

// fencedBlock returns what stands between the fence on the first line and the
// next such line, and the offset behind that.
func fencedBlock(source string, top int) (block string, body int, fence string) {
	first, rest, ok := strings.Cut(source[top:], "\n")
	fence = strings.TrimRight(first, " \t\r")
	if !ok || fence != "---" && fence != "+++" {
		return "", top, ""
	}
	start := len(source) - len(rest)
	for at := start; at < len(source) && at-start < maxFrontMatter; {
		end := len(source)
		if i := strings.IndexByte(source[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		line := strings.TrimRight(source[at:end], " \t\r\n")
		if line == fence || fence == "---" && line == "..." {
			return source[start:at], end, fence
		}
		at = end
	}
	return "", top, ""
}

// metadata is what a file says about itself.
type metadata struct {
	title, author, publisher, date, url, language string
	audience                                      []string
	version                                       string
}

// apply fills in what the document does not know yet.
func (m metadata) apply(doc *Document) {
	for _, f := range []struct {
		field *string
		value string
	}{
		{&doc.Title, m.title}, {&doc.Author, m.author}, {&doc.Publisher, m.publisher},
		{&doc.Date, m.date}, {&doc.URL, m.url}, {&doc.Language, m.language}, {&doc.Version, m.version},
	} {
		if *f.field == "" {
			*f.field = f.value
		}
	}
	if doc.Audience == nil {
		doc.Audience = m.audience
	}
}

// metadataOf picks what it knows from the values of front matter or of a
// record. Only a wrong audience is an error.
func metadataOf(values map[string]any) (metadata, error) {
	if len(values) == 0 {
		return metadata{}, nil
	}
	folded := make(map[string]any, len(values))
	for key, v := range values {
		folded[strings.ToLower(strings.TrimSpace(key))] = v
	}
	first := func(keys ...string) string {
		for _, key := range keys {
			if s := words(folded[key]); s != "" {
				return s
			}
		}
		return ""
	}
	m := metadata{
		title:     first("title"),
		author:    first("author", "authors", "creator", "by"),
		publisher: first("publisher", "publication", "site"),
		date:      isoDate(first("date", "published", "publish_date", "created")),
		url:       first("url", "link", "canonical", "canonical_url"),
		language:  first("language", "lang"),
		version: statedVersion(first("version", "revision", "doc_version", "document_version"),
			first("status", "state"), first("superseded-by", "superseded_by", "supersededby", "replaced-by", "replaced_by") != ""),
	}
	var err error
	m.audience, err = labels(folded["audience"])
	return m, err
}

// longestVersion bounds a version, in characters.
const longestVersion = 40

// statedVersion is what a document says of its version, with a status that makes
// it older than others: "2.1", "2.1 draft", "superseded". Other states, such as
// "published", say nothing of it.
func statedVersion(version, status string, superseded bool) string {
	version, status = clip(leadingV.ReplaceAllString(version, "$1"), longestVersion), strings.ToLower(status)
	if _, ok := stages[status]; superseded {
		status = "superseded"
	} else if !ok {
		return version
	}
	if readRelease(version).stage != 0 {
		return version
	}
	return strings.TrimSpace(version + " " + status)
}

var leadingV = regexp.MustCompile(`(?i)^v(?:ersion)?\.?\s*(\d)`)

// words makes one line of a value: lists are joined by commas, of mappings
// the name is taken.
func words(v any) string { return nestedWords(v, 0) }

// nestedWords does not go deep: aliases of YAML can make a small file say a
// great deal.
func nestedWords(v any, depth int) string {
	if depth > 3 {
		return ""
	}
	switch v := v.(type) {
	case string:
		return clip(oneLine(v), maxTitle)
	case []any:
		var parts []string
		for _, e := range v[:min(len(v), 50)] {
			if s := nestedWords(e, depth+1); s != "" {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, ", ")
	case map[string]any:
		return nestedWords(v["name"], depth+1)
	case float64, int, int64, uint64, bool:
		return fmt.Sprint(v)
	case interface{ Format(string) string }: // time.Time
		return strings.TrimSuffix(v.Format("2006-01-02T15:04:05Z07:00"), "T00:00:00Z")
	case fmt.Stringer: // TOML's local dates
		return v.String()
	}
	return ""
}

var errAudience = errors.New("audience must be a list of labels")

// labels reads an audience: a label, several with commas, or a list of them.
func labels(v any) ([]string, error) {
	var parts []string
	switch v := v.(type) {
	case nil:
		return nil, nil
	case string:
		parts = strings.Split(v, ",")
	case []any:
		for _, e := range v {
			switch e.(type) {
			case string, int, int64, uint64, float64:
				parts = append(parts, words(e))
			default:
				return nil, errAudience
			}
		}
	default:
		return nil, errAudience
	}
	var out []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out, nil
}

// oneLine joins the words of s by single blanks.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// maxTitle is how many runes a title, a heading or a name may have.
const maxTitle = 200

// clip shortens s to n runes.
func clip(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i] + "…"
		}
	}
	return s
}
