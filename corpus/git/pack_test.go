package git

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"crypto/sha1"
	"encoding/binary"
	"strings"
	"testing"

	"github.com/go-git/go-git/v6/plumbing/format/packfile"
)

// A packer writes packs.
type packer struct {
	bytes.Buffer
	count  uint32
	starts []int
}

// object writes an object of a kind; what says which object it is a change of
// is before.
func (p *packer) object(kind byte, before, content []byte) {
	p.count++
	if p.Len() == 0 {
		p.WriteString("PACK\x00\x00\x00\x02\x00\x00\x00\x00")
	}
	p.starts = append(p.starts, p.Len())
	size := len(content)
	b := kind<<4 | byte(size&15)
	for size >>= 4; size > 0; size >>= 7 {
		p.WriteByte(b | 0x80)
		b = byte(size & 0x7f)
	}
	p.WriteByte(b)
	p.Write(before)
	w := zlib.NewWriter(p)
	w.Write(content)
	w.Close()
}

// back is how far the next object is behind another one.
func (p *packer) back(to int) []byte {
	n := p.Len() - p.starts[to]
	all := []byte{byte(n & 0x7f)}
	for n >>= 7; n > 0; n >>= 7 {
		n--
		all = append([]byte{0x80 | byte(n&0x7f)}, all...)
	}
	return all
}

func (p *packer) pack() []byte {
	all := bytes.Clone(p.Bytes())
	binary.BigEndian.PutUint32(all[8:], p.count)
	sum := sha1.Sum(all)
	return append(all, sum[:]...)
}

// change is what makes a text of another one: it takes the beginning of it so
// many times.
func change(base, taken, times int) []byte {
	all := binary.AppendUvarint(nil, uint64(base))
	all = binary.AppendUvarint(all, uint64(taken*times))
	for range times { // of up to 64 KiB each
		all = append(all, 0x80|0x10|0x20, byte(taken), byte(taken>>8))
	}
	return all
}

func check(pack []byte, limit int64) error {
	_, err := checkPack(bufio.NewReader(bytes.NewReader(pack)), sha1.Size, limit, func([]byte) int64 { return 0 })
	return err
}

func TestCheckPack(t *testing.T) {
	text := bytes.Repeat([]byte("All work and no play. "), 50_000) // 1.1 MB
	var sound, bomb, byHash packer
	sound.object(3, nil, text)
	sound.object(3, nil, []byte("Another.\n"))
	sound.object(deltaByOffset, sound.back(0), change(len(text), 60_000, 3))
	sound.object(deltaByOffset, sound.back(2), change(180_000, 60_000, 2))
	bomb.object(3, nil, text)
	for range 40 {
		bomb.object(deltaByOffset, bomb.back(0), change(len(text), 60_000, 200)) // 12 MB of 600 bytes
	}
	base := sha1.Sum(append([]byte("blob 22\x00"), text[:22]...))
	byHash.object(3, nil, text[:22])
	byHash.object(deltaByHash, base[:], change(22, 22, 3))
	if _, err := packfile.NewParser(bytes.NewReader(sound.pack())).Parse(); err != nil {
		t.Fatalf("the pack that should be sound is not: %v", err)
	}
	if _, err := packfile.NewParser(bytes.NewReader(byHash.pack())).Parse(); err != nil {
		t.Fatalf("the pack that should be sound is not: %v", err)
	}
	for name, test := range map[string]struct {
		pack  []byte
		limit int64
		says  string
	}{
		"sound":          {sound.pack(), 2 << 20, ""},
		"by hash":        {byHash.pack(), 1 << 20, ""},
		"too large":      {sound.pack(), 1 << 20, "is larger than 1 MiB"},
		"bomb":           {bomb.pack(), 1 << 40, "changes of each other"},
		"bomb of a disk": {bomb.pack(), 100 << 20, "is larger than 100 MiB"},
		"nothing":        {nil, 1 << 20, "cannot be understood"},
		"header":         {sound.pack()[:12], 1 << 20, "cannot be understood"},
		"cut":            {sound.pack()[:2000], 2 << 20, "cannot be understood"},
		"countless":      {[]byte("PACK\x00\x00\x00\x02\xff\xff\xff\xff"), 1 << 20, "objects"},
		"before itself":  {append(sound.pack()[:12], 0x60, 0x7f), 1 << 20, "cannot be understood"},
		"another kind":   {append(sound.pack()[:12], 0x50), 1 << 20, "cannot be understood"},
		"endless size":   {append(sound.pack()[:12], bytes.Repeat([]byte{0xbf}, 20)...), 1 << 20, "cannot be understood"},
		"huge":           {append(sound.pack()[:12], 0xbf, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x78), 1 << 20, "is larger than 1 MiB"},
		"longer than it says": {func() []byte {
			pack := sound.pack()
			pack[12] ^= 1
			return pack
		}(), 2 << 20, "cannot be understood"},
	} {
		err := check(test.pack, test.limit)
		if (err == nil) != (test.says == "") || err != nil && !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: error %v, want one that says %q", name, err, test.says)
		}
	}
}

func TestCheckThinPack(t *testing.T) {
	var p packer
	p.object(deltaByHash, bytes.Repeat([]byte{7}, sha1.Size), change(1000, 100, 3))
	for here, want := range map[int64]string{1000: "", maxResolved: "changes of each other"} {
		thin, err := checkPack(bufio.NewReader(bytes.NewReader(p.pack())), sha1.Size, 1<<20, func(hash []byte) int64 {
			if !bytes.Equal(hash, bytes.Repeat([]byte{7}, sha1.Size)) {
				t.Errorf("asked for %x", hash)
			}
			return here
		})
		if !thin && err == nil || (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("with %d bytes here: %v, %v", here, thin, err)
		}
	}
}

func FuzzCheckPack(f *testing.F) {
	var p packer
	p.object(3, nil, []byte("All work and no play."))
	p.object(deltaByOffset, p.back(0), change(21, 21, 2))
	f.Add(p.pack())
	f.Add(p.pack()[:30])
	p.object(deltaByHash, make([]byte, sha1.Size), change(21, 21, 2))
	f.Add(p.pack())
	f.Fuzz(func(t *testing.T, pack []byte) {
		if check(pack, 1<<20) != nil {
			return
		}
		// The library may say no, but it must not break down.
		packfile.NewParser(bytes.NewReader(pack)).Parse()
	})
}

func BenchmarkCheckPack(b *testing.B) {
	var p packer
	for n := range 1000 {
		p.object(3, nil, bytes.Repeat([]byte{byte(n), byte(n >> 8), 'a', 'b', '\n'}, 2000))
	}
	pack := p.pack()
	b.SetBytes(1000 * 10_000)
	for b.Loop() {
		if err := check(pack, 1<<30); err != nil {
			b.Fatal(err)
		}
	}
}
