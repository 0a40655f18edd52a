package hostile

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
)

// archives are bombs, archives in archives, and names that lead out.
func archives(b Bait) map[string][]byte {
	return map[string][]byte{
		"bomb.zip":              zipBomb("zeros.txt", 4096),
		"bomb-many.zip":         overlapping(5000),
		"bomb-nested.zip":       nested(4),
		"bomb-in-book.zip":      Zip("book.epub", string(zipBomb("OEBPS/a.xhtml", 1024))),
		"chain.zip":             chain(300),
		"many.zip":              crowd(70_000),
		"many.tar.gz":           gzipped(crowdedTar(120_000)),
		"half-directory.zip":    crowd(2000)[40_000:],
		"claims-files.zip":      claims(65535, 1<<31),
		"claims-huge.zip":       claims(1, 0xfffffffe),
		"names.zip":             Zip("../../up.txt", "u", "/etc/absolute.txt", "a", `C:\windows.txt`, "w", `..\..\back.txt`, "b", "a/../../b.txt", "c", "nul\x00.txt", "n", "line\nbreak.txt", "l", "\x1b[31mred.txt", "e", "\u202egpj.txt", "r", "", "x", ".", "y", "..", "z", "\xff\xfe.txt", "i", repeat("long", 5000)+".txt", "g", "good.txt", "Good stands beside.\n"),
		"duplicate.zip":         Zip("a.txt", "one", "a.txt", "two", "A.TXT", "three", "a.txt/b.txt", "four"),
		"link.zip":              linked("passwd.txt", b.Secret),
		"link-up.zip":           linked("up", b.relative()),
		"secret-name.zip":       Zip(b.relative(), "x", b.Secret, "y", b.file(), "z"),
		"wrong-sum.zip":         damagedEntry(16, 0xff),
		"unknown-method.zip":    damagedEntry(10, 99),
		"locked.zip":            damagedEntry(8, 1),
		"wrong-size.zip":        damagedEntry(24, 0x7f),
		"prefixed.zip":          append(bytes.Repeat([]byte("MZ\x00"), 30_000), Zip("a.txt", "A zip behind a program.\n")...),
		"tail.zip":              append(Zip("a.txt", "A zip before rubbish.\n"), bytes.Repeat([]byte("PK\x05\x06"), 30_000)...),
		"names.tar":             tarOf(tar.Header{Name: "../../up.txt"}, tar.Header{Name: "/etc/absolute.txt"}, tar.Header{Name: "a/../../b.txt"}, tar.Header{Name: "good.txt"}),
		"links.tar":             tarOf(tar.Header{Name: "secret.txt", Typeflag: tar.TypeSymlink, Linkname: b.Secret}, tar.Header{Name: "hard.txt", Typeflag: tar.TypeLink, Linkname: b.Secret}, tar.Header{Name: "up", Typeflag: tar.TypeSymlink, Linkname: "../.."}, tar.Header{Name: "up/file.txt"}),
		"devices.tar":           tarOf(tar.Header{Name: "zero.txt", Typeflag: tar.TypeChar, Devmajor: 1, Devminor: 5}, tar.Header{Name: "disk.txt", Typeflag: tar.TypeBlock, Devmajor: 8}, tar.Header{Name: "pipe.txt", Typeflag: tar.TypeFifo}, tar.Header{Name: "good.txt"}),
		"claims.tar":            claimingTar("huge.txt", 8<<30),
		"sparse.tar":            sparse(1 << 40),
		"bomb.tar.gz":           gzipBomb(0, 4096),
		"bomb.txt.gz":           gzipBomb('a', 4096),
		"bomb.jsonl.gz":         gzipBomb('a', 4096),
		"bomb-lines.jsonl.gz":   gzipBomb('\n', 2048),
		"members.txt.gz":        bytes.Repeat(gzipped(nil), 100_000),
		"gzip-in-gzip.txt.gz":   gzipped(gzipped(gzipped(gzipped([]byte("deep"))))),
		"half.txt.gz":           gzipped(bytes.Repeat([]byte("The mill. "), 1000))[:40],
		"text.tar.bz2":          []byte("BZh9 is no bzip2"),
		"own-name.zip":          Zip("own-name.zip/own-name.zip", "x", "own-name.zip", "PK"),
		"folders.zip":           Zip(repeat("d/", 400)+"deep.txt", "Deep down.\n"),
		"documents-as-zips.zip": Zip("a.docx", "PK\x03\x04", "b.pdf", "%PDF-1.7", "c.xlsx", "", "d.epub", "PK\x05\x06"+repeat("\x00", 18), "e.zip", "PK"),
	}
}

// overlapping is an archive whose many entries are all the same packed data, as
// better bombs are.
func overlapping(entries int) []byte {
	packed := deflated('a', 16)
	var b bytes.Buffer
	header := func(signature uint32, central bool, name string) {
		binary.Write(&b, binary.LittleEndian, signature)
		if central {
			binary.Write(&b, binary.LittleEndian, uint16(20))
		}
		binary.Write(&b, binary.LittleEndian, []uint16{20, 0, 8, 0, 0})
		binary.Write(&b, binary.LittleEndian, []uint32{0, uint32(len(packed)), 16 << 20})
		binary.Write(&b, binary.LittleEndian, []uint16{uint16(len(name)), 0})
		if central {
			binary.Write(&b, binary.LittleEndian, []uint16{0, 0, 0, 0, 0, 0, 0})
		}
		b.WriteString(name)
	}
	header(0x04034b50, false, "00000.txt")
	b.Write(packed)
	start := b.Len()
	for i := range entries {
		header(0x02014b50, true, fmt.Sprintf("%05d.txt", i))
	}
	size := b.Len() - start
	binary.Write(&b, binary.LittleEndian, uint32(0x06054b50))
	binary.Write(&b, binary.LittleEndian, []uint16{0, 0, uint16(entries), uint16(entries)})
	binary.Write(&b, binary.LittleEndian, []uint32{uint32(size), uint32(start)})
	binary.Write(&b, binary.LittleEndian, uint16(0))
	return b.Bytes()
}

// nested is an archive of archives of archives, sixteen in each.
func nested(depth int) []byte {
	inner := zipBomb("zeros.txt", 256)
	for range depth {
		inner = zipOf(func(w *zip.Writer) {
			for i := range 16 {
				f, err := w.Create(fmt.Sprintf("%d.zip", i))
				must(err)
				_, err = f.Write(inner)
				must(err)
			}
		})
	}
	return inner
}

// chain is an archive in an archive, and so on.
func chain(depth int) []byte {
	inner := Zip("end.txt", "The end.\n")
	for range depth {
		inner = zipOf(func(w *zip.Writer) {
			f, err := w.CreateHeader(&zip.FileHeader{Name: "a.zip", Method: zip.Store})
			must(err)
			_, err = f.Write(inner)
			must(err)
		})
	}
	return inner
}

func crowd(files int) []byte {
	return zipOf(func(w *zip.Writer) {
		for i := range files {
			_, err := w.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf("%06d.txt", i), Method: zip.Store})
			must(err)
		}
	})
}

func crowdedTar(files int) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for i := range files {
		must(w.WriteHeader(&tar.Header{Name: fmt.Sprintf("%06d.txt", i), Typeflag: tar.TypeReg, Mode: 0o644}))
	}
	must(w.Close())
	return b.Bytes()
}

// claims is the end of an archive that claims to have a long directory.
func claims(files uint16, size uint32) []byte {
	b := bytes.NewBuffer(bytes.Repeat([]byte("x"), 1000))
	binary.Write(b, binary.LittleEndian, uint32(0x06054b50))
	binary.Write(b, binary.LittleEndian, []uint16{0, 0, files, files})
	binary.Write(b, binary.LittleEndian, []uint32{size, 0})
	binary.Write(b, binary.LittleEndian, uint16(0))
	return b.Bytes()
}

// damagedEntry is an archive of two files, with a byte of the first entry of
// the directory changed.
func damagedEntry(at int, to byte) []byte {
	data := Zip("a.txt", repeat("some text ", 100), "good.txt", "Good stands beside.\n")
	data[bytes.Index(data, []byte("PK\x01\x02"))+at] = to
	return data
}

// claimingTar is an archive that ends where its only file should begin.
func claimingTar(name string, size int64) []byte {
	var b bytes.Buffer
	must(tar.NewWriter(&b).WriteHeader(&tar.Header{Name: name, Typeflag: tar.TypeReg, Size: size, Mode: 0o644}))
	return b.Bytes()
}

// sparse is an archive with a file that is said to be empty for a long stretch.
func sparse(size int64) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	content := fmt.Sprintf("1\n%d\n0\n", size)
	content += repeat("\x00", 512-len(content))
	must(w.WriteHeader(&tar.Header{Name: "holes.txt", Typeflag: tar.TypeReg, Size: int64(len(content)), Mode: 0o644, Format: tar.FormatPAX}))
	_, err := w.Write([]byte(content))
	must(err)
	must(w.Close())
	// The writer refuses the names of sparse files, so that the header is put
	// in front here.
	records := ""
	for _, r := range []string{"GNU.sparse.major=1", "GNU.sparse.minor=0", "GNU.sparse.name=holes.txt", fmt.Sprintf("GNU.sparse.realsize=%d", size)} {
		length := len(r) + 3
		for length != len(fmt.Sprint(length))+len(r)+2 {
			length++
		}
		records += fmt.Sprintf("%d %s\n", length, r)
	}
	head := []byte(tarOf(tar.Header{Name: "h"})[:512])
	head[156] = 'x'
	copy(head[124:136], fmt.Sprintf("%011o\x00", len(records)))
	sumHeader(head)
	body := append([]byte(records), make([]byte, (512-len(records)%512)%512)...)
	return append(append(head, body...), b.Bytes()...)
}

// sumHeader writes the sum of a header of tar.
func sumHeader(head []byte) {
	copy(head[148:156], "        ")
	sum := 0
	for _, c := range head {
		sum += int(c)
	}
	copy(head[148:156], fmt.Sprintf("%06o\x00 ", sum))
}
