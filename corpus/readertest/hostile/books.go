package hostile

import "fmt"

// books are files of EPUB.
func books(b Bait) map[string][]byte {
	chapter := "<html><body><h1>The mill</h1><p>" + repeat("It was built in 1788. ", 500) + "</p></body></html>"
	item := `<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>`
	nav := `<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>`
	return map[string][]byte{
		"laughs.epub":          book(laughs(), "&l9;", item, `<itemref idref="a"/>`, "a.xhtml", laughs()+"<html><body><p>"+laughsText+"</p></body></html>"),
		"entities.epub":        book(outward(b), outwardText, item, `<itemref idref="a"/>`, "a.xhtml", outward(b)+"<html><body><p>"+outwardText+"</p></body></html>"),
		"entities-ncx.epub":    book("", "T", item+`<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>`, `<itemref idref="a"/>`, "a.xhtml", chapter, "toc.ncx", outward(b)+"<ncx><navMap><navPoint><navLabel><text>"+outwardText+`</text></navLabel><content src="a.xhtml"/></navPoint></navMap></ncx>`),
		"spine-circle.epub":    book("", "T", item, repeat(`<itemref idref="a"/>`, 100_000), "a.xhtml", chapter),
		"spine-many.epub":      book("", "T", many(5000), manyRefs(5000), "a.xhtml", chapter),
		"spine-outside.epub":   book("", "T", item+`<item id="b" href="`+b.relative()+`" media-type="application/xhtml+xml"/><item id="c" href="`+b.file()+`" media-type="application/xhtml+xml"/><item id="d" href="`+b.URL+`/d.xhtml" media-type="application/xhtml+xml"/>`, `<itemref idref="a"/><itemref idref="b"/><itemref idref="c"/><itemref idref="d"/>`, "a.xhtml", chapter),
		"spine-itself.epub":    book("", "T", `<item id="a" href="book.opf" media-type="application/xhtml+xml"/>`, `<itemref idref="a"/>`),
		"contents-circle.epub": book("", "T", item+nav, `<itemref idref="nav"/><itemref idref="a"/>`, "a.xhtml", chapter, "nav.xhtml", `<html><body><nav>`+repeat(`<a href="nav.xhtml">again</a>`, 50_000)+`</nav></body></html>`),
		"contents-deep.epub":   book("", "T", item+nav, `<itemref idref="a"/>`, "a.xhtml", chapter, "nav.xhtml", `<html><body><nav>`+repeat(`<ol><li>`, 100_000)),
		"deep.epub":            book("", "T", item, `<itemref idref="a"/>`, "a.xhtml", "<html><body>"+repeat("<div>", 200_000)+"Deep."),
		"outside.epub":         Zip("mimetype", "application/epub+zip", "META-INF/container.xml", `<container><rootfiles><rootfile full-path="`+b.relative()+`"/></rootfiles></container>`),
		"at-url.epub":          Zip("mimetype", "application/epub+zip", "META-INF/container.xml", outward(b)+`<container><rootfiles><rootfile full-path="`+b.URL+`/book.opf"/></rootfiles></container>`),
		"scripts.epub":         book("", "T", item, `<itemref idref="a"/>`, "a.xhtml", `<html><head><script src="`+b.URL+`/a.js"/><link rel="stylesheet" href="`+b.URL+`/a.css"/></head><body><iframe src="`+b.file()+`"/><object data="`+b.URL+`/object"/><img src="`+b.URL+`/a.png"/><p>Text.</p></body></html>`),
		"locked.epub":          book("", "T", item, `<itemref idref="a"/>`, "a.xhtml", "\x8a\x01\xff", "../META-INF/encryption.xml", `<encryption/>`),
	}
}

// book is a book of its package and chapters by names.
func book(before, title, manifest, spine string, files ...string) []byte {
	all := []string{"mimetype", "application/epub+zip", "META-INF/container.xml", `<container><rootfiles><rootfile full-path="O/book.opf"/></rootfiles></container>`,
		"O/book.opf", before + `<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>` + title + `</dc:title></metadata><manifest>` + manifest + "</manifest><spine>" + spine + "</spine></package>"}
	for i := 0; i+1 < len(files); i += 2 {
		all = append(all, "O/"+files[i], files[i+1])
	}
	return Zip(all...)
}

// many are items that are all the same chapter.
func many(n int) string {
	var items []byte
	for i := range n {
		items = fmt.Appendf(items, `<item id="i%d" href="./a.xhtml?%d" media-type="application/xhtml+xml"/>`, i, i)
	}
	return string(items)
}

func manyRefs(n int) string {
	var refs []byte
	for i := range n {
		refs = fmt.Appendf(refs, `<itemref idref="i%d"/>`, i)
	}
	return string(refs)
}
