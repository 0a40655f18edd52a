package corpus

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
)

// page wraps a body so that it is a page of some length.
func page(body string) string {
	return "<!doctype html><title>Title</title><body><p>" + prose + "</p>" + body + "</body>"
}

func TestHTMLText(t *testing.T) {
	tests := []struct{ name, html, want string }{
		{"paragraphs", "<p>one\n  two</p><p>three<br>four</p>", "one two\n\nthree\nfour"},
		{"line breaks", "one<br> <br/>two<br>three", "one\n\ntwo\nthree"},
		{"inline", "a<b>b</b>c <i> d </i>e", "abc d e"},
		{"no paragraphs", "<div>one<div>two</div>three</div>", "one\n\ntwo\n\nthree"},
		{"invisible", "a&nbsp;b\u200bc&shy;d", "a bcd"},
		{"entities", "<p>1 &lt; 2 &amp; &ldquo;x&rdquo;", "1 < 2 & “x”"},
		{"list", "<ul><li>one</li><li><p>two</p><p>more</p></li><li></li><li>three", "- one\n- two\n\nmore\n- three"},
		{"numbered list", "<ol start=3><li>c<li>d</ol>", "3. c\n4. d"},
		{"list in a list", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"},
		{"table", "<table><tr><th>a<th>b<tr><td>1<br>2<td></table>", "| a | b |\n| --- | --- |\n| 1 2 |  |"},
		{"table with a caption", "<table><caption>cap</caption><tr><td>1<td>2<tr><td><td></table>", "cap\n\n| 1 | 2 |"},
		{"table of one column", "<table><tr><td>one<tr><td>two</table>", "one\n\ntwo"},
		{"table that lays out", "<table><tr><td><h2>a</h2>b<td>c</table>", "a\n\nb\n\nc"},
		{"preformatted", "<pre>\n  a\n\n\tb &lt;\n</pre>", "```\n  a\n\n\tb <\n```"},
		{"preformatted fence", "<pre>```\nx</pre>", "````\n```\nx\n````"},
		{"definitions", "<dl><dt>a<dd>b</dl>", "a\n\nb"},
		{"powers", "10<sup>6</sup> m<sup>2</sup> 1<sup>st</sup> H<sub>2</sub>O", "10^6 m^2 1st H2O"},
		{"footnote marks", "Water<sup><a href='#fn1'>1</a></sup> boils", "Water boils"},
		{"quotation", "<q>yes</q>", "“yes”"},
		{"deleted", "<del>old</del><ins>new</ins>", "new"},
		{"never shown", "<script>a</script><style>b</style><template>c</template><noscript>d</noscript><p hidden>e</p><p style='display: none'>f</p><!-- g -->h", "h"},
		{"unfolded by a click", "<details><summary>q</summary>a</details><div class=collapse style='display:none'>b</div>", "q\n\na\n\nb"},
		{"menus", "<nav>a</nav><div role=navigation>b</div><div class='site-menu'><a href=1>c</a></div><ul><li><a href=1>d</a><li><a href=2>e</a><li><a href=3>f</a></ul>x", "x"},
		{"a list that is introduced", "<p>You can get seeds from these three shops:</p><ul><li><a href=1>d</a><li><a href=2>e</a><li><a href=3>f</a></ul>", "You can get seeds from these three shops:\n\n- d\n- e\n- f"},
		{"a list of many sites", "<h2>Shops</h2><ul><li><a href=//d.example>d</a><li><a href=//e.example>e</a><li><a href=//f.example>f</a></ul>", "Shops\n\n- d\n- e\n- f"},
		{"header and footer", "<header>a</header><footer>b</footer><div id=cookie-banner>c</div><div class=sidebar>d</div>x", "x"},
		{"header with the title", "<header><h1>One</h1></header><p>x", "One\n\nx"},
		{"notes", "<aside>a</aside><aside class=note>b</aside>", "b"},
		{"controls", "<form><label>a</label><input value=b><button>c</button><select><option>d</select></form>x", "x"},
		{"a section on menus", "<div class=section id=navigation-and-comments><h2>Navigation</h2><p>x</p></div>", "Navigation\n\nx"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := Read("p.html", []byte(page(tt.html)))
			if err != nil {
				t.Fatal(err)
			}
			checkDocument(t, doc)
			got := strings.TrimSuffix(strings.TrimPrefix(doc.Text, prose+"\n\n"), "\n")
			if got != tt.want {
				t.Errorf("text = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestHTMLMain(t *testing.T) {
	long := "<p>" + prose + "</p>"
	tests := []struct{ name, html, without string }{
		{"main", "<div>menu</div><main>" + long + "</main><div>foot</div>", "menu foot"},
		{"article", "<div>menu</div><article>" + long + "</article><div>foot</div>", "menu foot"},
		{"the only column with text", "<div><div>menu</div><div><div>" + long + long + "</div></div><div>foot</div></div>", "menu foot"},
		{"two columns with text", "<div>" + long + "</div><div>" + long + " end</div>", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := Read("p.html", []byte("<title>T</title><body>"+tt.html))
			if err != nil {
				t.Fatal(err)
			}
			if got, want := strings.Count(doc.Text, prose), strings.Count(tt.html, prose); got != want {
				t.Errorf("%d of %d paragraphs are left", got, want)
			}
			for _, w := range strings.Fields(tt.without) {
				if strings.Contains(doc.Text, w) {
					t.Errorf("%q is left in %q", w, doc.Text)
				}
			}
		})
	}
}

// TestHTMLOfLinks reads a page that is nothing but a menu: better that than
// nothing.
func TestHTMLOfLinks(t *testing.T) {
	doc, err := Read("p.html", []byte("<body><nav><ul><li><a href=1>Minutes of March</a><li><a href=2>Minutes of May</a><li><a href=3>Minutes of June</a></ul></nav>"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(doc.Text, "Minutes of May") {
		t.Errorf("text = %q", doc.Text)
	}
}

func TestHTMLMetadata(t *testing.T) {
	tests := []struct {
		name, head string
		want       metadata
	}{
		{"title", "<title> A\n page </title>", metadata{title: "A page"}},
		{"name of the site in the title", "<title>A page - The Site</title><meta property=og:site_name content='The Site'>", metadata{title: "A page", publisher: "The Site"}},
		{"heading in the title", "<title>Site: A page: more</title><h1>A page</h1>", metadata{title: "A page"}},
		{"a bar", "<title>A page | Site</title>", metadata{title: "A page"}},
		{"only a heading", "<h1>A <i>page</i></h1>", metadata{title: "A page"}},
		{"Open Graph", "<title>x</title><meta property=og:title content=T><meta property=article:published_time content=2025-03-04T01:00:00Z><meta property=og:url content=https://u.example/a>",
			metadata{title: "T", date: "2025-03-04", url: "https://u.example/a"}},
		{"Dublin Core", "<meta name=DC.title content=T><meta name=DC.creator content='A B'><meta name=DC.publisher content=P><meta name=DC.date content='4 March 2025'>",
			metadata{title: "T", author: "A B", publisher: "P", date: "2025-03-04"}},
		{"linked data", `<script type="application/ld+json">{"@graph":[{"@type":"Person","name":"x"},{"@type":["BlogPosting"],"name":"T","author":{"name":"A"},"datePublished":"2025-03-04"}]}</script>`,
			metadata{title: "T", author: "A", date: "2025-03-04"}},
		{"linked data by reference", `<script type="application/ld+json">[{"@type":"WebPage","name":"T - Site"},{"@graph":[{"@type":"NewsArticle","headline":"T","author":{"@id":"#a"},"publisher":{"@id":"#p"}},` +
			`{"@type":"Person","@id":"#a","name":"A"},{"@type":"Organization","@id":"#p","name":"P"}]}]</script>`, metadata{title: "T", author: "A", publisher: "P"}},
		{"broken linked data", `<script type="application/ld+json">{"@type":</script><title>T</title>`, metadata{title: "T"}},
		{"canonical", "<link rel=canonical href=https://c.example><meta property=og:url content=https://u.example>", metadata{url: "https://c.example"}},
		{"a line of the text", "<title>T</title><h1>T</h1><p>By <a href=/m>Mara Oduya</a> · March 4, 2025</p>", metadata{title: "T", author: "Mara Oduya", date: "2025-03-04"}},
		{"an author of the head and another in the text", "<meta name=author content='A B'><p>By Mara Oduya</p>", metadata{author: "A B"}},
		{"no whole address", "<link rel=canonical href=/a>", metadata{}},
		{"an address as author", "<meta property=article:author content=https://face.example/a>", metadata{}},
		{"language", "<html lang=pt-BR>", metadata{language: "pt-BR"}},
		{"language of the header", "<meta http-equiv=content-language content=sv>", metadata{language: "sv"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := Read("p.html", []byte(tt.head+"<p>x"))
			if err != nil {
				t.Fatal(err)
			}
			want := tt.want
			if want.title == "" {
				want.title = "p"
			}
			got := metadata{title: doc.Title, author: doc.Author, publisher: doc.Publisher, date: doc.Date, url: doc.URL}
			if want.language != "" {
				got.language, want.language = doc.Language, languageCode(want.language)
			}
			if got.title != want.title || got.author != want.author || got.publisher != want.publisher || got.date != want.date || got.url != want.url || got.language != want.language {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}

func TestHTMLLanguage(t *testing.T) {
	french := strings.Repeat("<p>Le pont a été construit en 1931 et il est fermé depuis un an, parce que les ingénieurs ont trouvé des fissures.", 6)
	for _, tt := range []struct{ name, html, want string }{
		{"what it says", "<html lang=de>" + french, "de"},
		{"nothing said", french, "fr"},
		{"English, as in a template", "<html lang=en-US>" + french, "fr"},
		{"English, and too short to know better", "<html lang=en-US><p>Le pont est fermé.", "en"},
	} {
		doc, err := Read("p.html", []byte(tt.html))
		if err != nil {
			t.Fatal(err)
		}
		if doc.Language != tt.want {
			t.Errorf("%s: language %q, want %q", tt.name, doc.Language, tt.want)
		}
	}
}

func TestHTMLEncoding(t *testing.T) {
	french, err := charmap.ISO8859_1.NewEncoder().String("<meta charset=iso-8859-1><p>été")
	if err != nil {
		t.Fatal(err)
	}
	shiftJIS, err := japanese.ShiftJIS.NewEncoder().String("<meta http-equiv=content-type content='text/html; charset=Shift_JIS'><p>水車小屋")
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct{ data, want string }{
		"UTF-8":                   {"<p>été", "été"},
		"UTF-8 that says Latin-1": {"<meta charset=iso-8859-1><p>été", "été"},
		"a mark":                  {"\ufeff<p>été", "été"},
		"Latin-1":                 {french, "été"},
		"Shift JIS":               {shiftJIS, "水車小屋"},
		"UTF-16":                  {string(utf16Bytes("<p>été", false, true)), "été"},
	} {
		doc, err := Read("p.html", []byte(tt.data))
		if err != nil && faultOf(t, err).Kind != Doubtful {
			t.Errorf("%s: %v", name, err)
		}
		if got := strings.TrimSpace(doc.Text); got != tt.want {
			t.Errorf("%s: text = %q, want %q", name, got, tt.want)
		}
	}
}

func TestHTMLTooDeep(t *testing.T) {
	doc, err := Read("p.html", []byte(strings.Repeat("<div>", 100_000)+"text"))
	if err == nil {
		t.Fatalf("read as %q", doc.Text)
	}
	if fault := faultOf(t, err); fault.Kind != Refused {
		t.Errorf("kind %d: %v", fault.Kind, fault)
	}
}

func TestNames(t *testing.T) {
	doc, err := Read("p.html", []byte(page("<div class='articleFooter main-nav x2'>gone</div>")))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(doc.Text, "gone") {
		t.Error("the words in the names of classes are not told apart")
	}
}
